package io.azimuth.adapters.azure.simulator.fleet;

import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.UAMI_FLEX;
import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.UAMI_WEB;
import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.system;

import java.util.List;
import java.util.Optional;

/**
 * Machines that are easily taken for others: names and groups that begin like others', the same
 * names in another subscription, shared identities; and those where the server itself runs.
 */
final class SeededLookalikes {

  static final String SECOND_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333";

  private static final SeededResource FLEX =
      SeededFleet.resource("rg-web", ResourceTypes.SCALE_SET, "flex");

  private SeededLookalikes() {}

  static List<SeededMachine> machines() {
    return List.of(
        vm("azimuth-1", 20, vmIn("rg-azimuth", "azimuth-1"), MachineIdentities.system(system(20))),
        SeededFleet.machine(
            "arc-1",
            MachineKind.ARC_MACHINE,
            SeededFleet.resource("rg-arc", ResourceTypes.ARC_MACHINE, "arc-1"),
            21,
            MachineIdentities.system(system(21))),
        vm("web-10", 22, vmIn("rg-web", "web-10"), MachineIdentities.system(system(22))),
        vm("web-20", 23, vmIn("rg-web", "web-20"), MachineIdentities.user(UAMI_WEB)),
        vm("prod-web-2", 24, vmIn("rg-web-prod", "web-2"), MachineIdentities.user(UAMI_WEB)),
        vm("second-web-1", 25, second("web-1"), MachineIdentities.system(system(25))),
        vm("second-web-2", 26, second("web-2"), MachineIdentities.user(UAMI_WEB)),
        attachedByHand(),
        vm("flex_0badcafe", 28, vmIn("rg-web", "flex_0badcafe"), MachineIdentities.user(UAMI_FLEX)),
        vm(
            "azimuth-2",
            29,
            vmIn("rg-azimuth", "azimuth-2"),
            MachineIdentities.user(uamiAzimuth(), UAMI_WEB)));
  }

  /** The identity of a server on a machine that has others, too. */
  private static SeededIdentity uamiAzimuth() {
    return new SeededIdentity(
        SeededFleet.client(30),
        SeededFleet.principal(30),
        Optional.of(SeededFleet.resource("rg-azimuth", ResourceTypes.IDENTITY, "uami-azimuth")),
        List.of());
  }

  /** A virtual machine joins a flexible set under whatever name it has. */
  private static SeededMachine attachedByHand() {
    return new SeededMachine(
        "handmade-1",
        MachineKind.VIRTUAL_MACHINE,
        SeededFleet.TENANT,
        vmIn("rg-web", "handmade-1"),
        Optional.of(FLEX),
        SeededFleet.vmId(27),
        MachineIdentities.user(UAMI_FLEX));
  }

  private static SeededMachine vm(
      String name, int number, SeededResource resource, MachineIdentities identities) {
    return SeededFleet.machine(name, MachineKind.VIRTUAL_MACHINE, resource, number, identities);
  }

  private static SeededResource vmIn(String group, String name) {
    return SeededFleet.resource(group, ResourceTypes.VIRTUAL_MACHINE, name);
  }

  private static SeededResource second(String name) {
    return new SeededResource(
        SECOND_SUBSCRIPTION, "rg-web", ResourceTypes.VIRTUAL_MACHINE, name, "westeurope");
  }
}
