package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.arm.ResourceFaultTable;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SeededResource;
import io.azimuth.adapters.azure.simulator.state.CatalogEntry;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.domain.text.AsciiCase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Understands how steering names resources. */
final class ResourceNames {

  private ResourceNames() {}

  /**
   * The key of what is named: {@code *}, any path, or a resource of the fleet.
   *
   * @throws IllegalArgumentException when it is a name that the fleet does not have
   */
  static String key(LiveFleet fleet, String name) {
    if (name.equals(ResourceFaultTable.ALL)) {
      return name;
    }
    return name.startsWith("/") ? pathKey(name) : named(fleet, name).key();
  }

  /**
   * The resource that is named by a name or its id.
   *
   * @throws IllegalArgumentException when there is none
   */
  static CatalogEntry entry(LiveFleet fleet, String name) {
    return fleet.catalog().find(key(fleet, name)).orElseThrow(() -> noSuch(name));
  }

  private static SeededResource named(LiveFleet fleet, String name) {
    Optional<SeededResource> ofMachine = fleet.now().machine(name).map(SeededMachine::resource);
    return ofMachine
        .or(
            () ->
                fleet.catalog().all().stream()
                    .map(CatalogEntry::resource)
                    .filter(it -> it.name().equals(name))
                    .findFirst())
        .orElseThrow(() -> noSuch(name));
  }

  private static String pathKey(String path) {
    List<String> segments = Stream.of(path.split("/", -1)).filter(it -> !it.isEmpty()).toList();
    return AsciiCase.fold("/" + String.join("/", segments));
  }

  private static IllegalArgumentException noSuch(String name) {
    return new IllegalArgumentException("no such resource in the fleet: " + name);
  }
}
