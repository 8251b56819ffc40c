package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an instance document's names under the login's field names. */
final class InstanceNames {

  private static final Pattern INSTANCE =
      Pattern.compile(
          "/virtualMachineScaleSets/[^/]+/virtualMachines/[^/]+$", Pattern.CASE_INSENSITIVE);

  private InstanceNames() {}

  static Map<String, String> ofMachine(Value.Obj compute) {
    Map<String, String> names = place(compute);
    put(names, "vm_name", compute, "name");
    put(names, "vmss_name", compute, "vmScaleSetName");
    return names;
  }

  /** The names of a machine that is identified only by its resource id. */
  static Map<String, String> ofResource(Value.Obj compute) {
    Map<String, String> names = place(compute);
    put(names, "resource_id", compute, "resourceId");
    return names;
  }

  /** The id of the machine, if it is an instance of a uniform scale set. */
  static Optional<String> instance(Value.Obj compute) {
    return ApiReply.text(compute, "resourceId").filter(id -> INSTANCE.matcher(id).find());
  }

  private static Map<String, String> place(Value.Obj compute) {
    Map<String, String> names = new LinkedHashMap<>();
    put(names, "subscription_id", compute, "subscriptionId");
    put(names, "resource_group_name", compute, "resourceGroupName");
    return names;
  }

  private static void put(
      Map<String, String> names, String field, Value.Obj compute, String member) {
    ApiReply.text(compute, member)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> names.put(field, text));
  }
}
