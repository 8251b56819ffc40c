package io.azimuth.adapters.azure.simulator.fleet;

import java.util.List;

/** The machines of the documented fleet that can be attested. */
public final class SeededAttested {

  /** The confidential machine. */
  public static final String CONFIDENTIAL = "cvm-1";

  /** The machine with trusted launch. */
  public static final String TRUSTED_LAUNCH = "tl-1";

  private SeededAttested() {}

  static List<SeededMachine> machines() {
    return List.of(machine(CONFIDENTIAL, 40), machine(TRUSTED_LAUNCH, 41));
  }

  private static SeededMachine machine(String name, int number) {
    return SeededFleet.machine(
        name,
        MachineKind.VIRTUAL_MACHINE,
        SeededFleet.resource("rg-secure", ResourceTypes.VIRTUAL_MACHINE, name),
        number,
        MachineIdentities.system(SeededFleet.system(number)));
  }
}
