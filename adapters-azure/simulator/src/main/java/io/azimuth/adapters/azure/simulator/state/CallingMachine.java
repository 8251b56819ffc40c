package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.util.Optional;

/** Finds the machine that sends a request to a service which all machines share. */
public final class CallingMachine {

  private static final String HEADER = "X-Simulator-Machine";

  private CallingMachine() {}

  /** That of the path, else of the header, else the first; empty when it is not known. */
  public static Optional<SeededMachine> of(SimulatorRequest request, SimulatorFleet fleet) {
    Optional<String> name = request.variable("machine").or(() -> request.header(HEADER));
    return name.map(fleet::machine).orElseGet(() -> Optional.of(fleet.machines().get(0)));
  }
}
