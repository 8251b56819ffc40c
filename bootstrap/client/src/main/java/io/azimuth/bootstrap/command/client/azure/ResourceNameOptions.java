package io.azimuth.bootstrap.command.client.azure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The names of the workload's resource, if the platform does not provide them. The server verifies
 * them.
 */
final class ResourceNameOptions {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--subscription-id", paramLabel = "GUID", description = "The subscription.")
  private @Nullable String subscription;

  @Option(names = "--resource-group-name", paramLabel = "NAME", description = "The group.")
  private @Nullable String group;

  @Option(names = "--vm-name", paramLabel = "NAME", description = "The virtual machine.")
  private @Nullable String machine;

  @Option(names = "--vmss-name", paramLabel = "NAME", description = "The scale set.")
  private @Nullable String scaleSet;

  @Option(names = "--resource-id", paramLabel = "ID", description = "Any other resource.")
  private @Nullable String resource;

  @Option(names = "--no-names", description = "Send no names but those given here.")
  private boolean none;

  /** The names of these options, each the longest of an option. */
  Stream<String> optionNames() {
    return spec.options().stream().map(OptionSpec::longestName);
  }

  /** The names to send; the options override the names that were found. */
  Map<String, String> overriding(Map<String, String> found) {
    Map<String, String> names = new LinkedHashMap<>(none ? Map.of() : found);
    put(names, "subscription_id", subscription);
    put(names, "resource_group_name", group);
    put(names, "vm_name", machine);
    put(names, "vmss_name", scaleSet);
    put(names, "resource_id", resource);
    return names;
  }

  /** The instance to send, where it is found, with an attestation. */
  Optional<String> instance(Optional<String> found) {
    return none ? Optional.empty() : found;
  }

  private static void put(Map<String, String> names, String field, @Nullable String value) {
    Optional.ofNullable(value).ifPresent(given -> names.put(field, given));
  }
}
