package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.server.ServerFactory;
import java.util.Objects;

/**
 * What the commands start.
 *
 * @param servers what the server command starts
 * @param demo what the demo command tells
 * @param simulators what the simulator command starts
 */
public record Parts(ServerFactory servers, Story demo, SimulatorFactory simulators) {

  public Parts {
    Objects.requireNonNull(servers, "servers");
    Objects.requireNonNull(demo, "demo");
    Objects.requireNonNull(simulators, "simulators");
  }
}
