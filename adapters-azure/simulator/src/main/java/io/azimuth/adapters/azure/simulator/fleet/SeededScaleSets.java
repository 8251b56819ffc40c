package io.azimuth.adapters.azure.simulator.fleet;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Scale sets, or single machines, of any number, for tests under load; ids follow from names. */
final class SeededScaleSets {

  private SeededScaleSets() {}

  /** Machines in no scale set. */
  static List<SeededMachine> none(String group, String name, int size) {
    return IntStream.range(0, size)
        .mapToObj(it -> name + "-" + it)
        .map(
            it ->
                new SeededMachine(
                    it,
                    MachineKind.VIRTUAL_MACHINE,
                    SeededFleet.TENANT,
                    SeededFleet.resource(group, ResourceTypes.VIRTUAL_MACHINE, it),
                    Optional.empty(),
                    Guids.named("vm " + it),
                    MachineIdentities.system(identity(it, Optional.empty()))))
        .toList();
  }

  static List<SeededMachine> flexible(String name, int size) {
    SeededResource set = set(name, size);
    MachineIdentities identities = MachineIdentities.user(shared(name));
    return IntStream.range(0, size)
        .mapToObj(it -> "%s_%08x".formatted(name, it))
        .map(
            it ->
                new SeededMachine(
                    it,
                    MachineKind.VIRTUAL_MACHINE,
                    SeededFleet.TENANT,
                    SeededFleet.resource("rg-web", ResourceTypes.VIRTUAL_MACHINE, it),
                    Optional.of(set),
                    Guids.named("vm " + it),
                    identities))
        .toList();
  }

  static List<SeededMachine> uniform(String name, int size) {
    SeededResource set = set(name, size);
    MachineIdentities identities =
        MachineIdentities.system(identity(name, Optional.empty())).and(shared(name));
    return IntStream.range(0, size)
        .mapToObj(it -> name + "_" + it)
        .map(
            it ->
                new SeededMachine(
                    it,
                    MachineKind.SCALE_SET_INSTANCE,
                    SeededFleet.TENANT,
                    set,
                    Optional.of(set),
                    Guids.named("vm " + it),
                    identities))
        .toList();
  }

  private static SeededResource set(String name, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a scale set has one machine at least");
    }
    return SeededFleet.resource("rg-web", ResourceTypes.SCALE_SET, name);
  }

  private static SeededIdentity shared(String set) {
    String name = "uami-" + set;
    return identity(
        name, Optional.of(SeededFleet.resource("rg-identities", ResourceTypes.IDENTITY, name)));
  }

  private static SeededIdentity identity(String name, Optional<SeededResource> resource) {
    return new SeededIdentity(
        Guids.named("client " + name), Guids.named("principal " + name), resource, List.of());
  }
}
