package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.fleet.MachineKind;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SeededResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes instance documents; each member has the version that introduced it. */
final class InstanceDocument {

  private InstanceDocument() {}

  static Map<String, Object> of(SeededMachine machine, String version) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("compute", compute(machine, version));
    members.put("network", Map.of("interface", List.of()));
    return members;
  }

  static Map<String, Object> compute(SeededMachine machine, String version) {
    SeededResource resource = machine.resource();
    Members members = new Members(version);
    members.since("2018-10-01", "azEnvironment", "AzurePublicCloud");
    members.since("2017-03-01", "location", resource.location());
    members.since("2017-03-01", "name", machine.azureName());
    members.since("2017-03-01", "osType", "Linux");
    members.since("2018-10-01", "provider", provider(machine));
    members.since("2017-08-01", "resourceGroupName", resource.resourceGroup());
    members.since("2019-03-11", "resourceId", machine.instanceId());
    members.since("2017-08-01", "subscriptionId", resource.subscriptionId());
    members.since("2017-08-01", "tags", tagsText(resource));
    members.since("2019-06-04", "tagsList", tagsList(resource));
    members.since("2021-03-01", "virtualMachineScaleSet", Map.of("id", flexibleSet(machine)));
    members.since("2017-03-01", "vmId", machine.vmId());
    members.since(
        "2017-12-01", "vmScaleSetName", machine.scaleSet().map(SeededResource::name).orElse(""));
    members.since("2017-03-01", "vmSize", "Standard_D2s_v3");
    return members.values;
  }

  private static String tagsText(SeededResource resource) {
    return resource.tags().entrySet().stream()
        .map(tag -> tag.getKey() + ":" + tag.getValue())
        .collect(Collectors.joining(";"));
  }

  private static List<Map<String, String>> tagsList(SeededResource resource) {
    return resource.tags().entrySet().stream()
        .map(
            tag -> {
              Map<String, String> members = new LinkedHashMap<>();
              members.put("name", tag.getKey());
              members.put("value", tag.getValue());
              return members;
            })
        .toList();
  }

  private static String provider(SeededMachine machine) {
    boolean connected = machine.kind() == MachineKind.ARC_MACHINE;
    return connected ? "Microsoft.HybridCompute" : "Microsoft.Compute";
  }

  /** Only flexible sets are named here; what does not apply is empty. */
  private static String flexibleSet(SeededMachine machine) {
    boolean flexible = machine.kind() == MachineKind.VIRTUAL_MACHINE;
    return machine.scaleSet().filter(it -> flexible).map(SeededResource::armId).orElse("");
  }

  private static final class Members {

    private final String version;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Members(String version) {
      this.version = version;
    }

    void since(String introduced, String name, Object value) {
      if (version.compareTo(introduced) >= 0) {
        values.put(name, value);
      }
    }
  }
}
