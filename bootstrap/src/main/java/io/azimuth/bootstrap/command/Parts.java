package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.server.ServerFactory;
import java.util.Objects;

/**
 * What the commands start.
 *
 * @param servers for {@code server}
 * @param demo for {@code demo}
 * @param simulators for {@code azure-simulator}
 */
public record Parts(ServerFactory servers, Story demo, SimulatorFactory simulators) {

  public Parts {
    Objects.requireNonNull(servers, "servers");
    Objects.requireNonNull(demo, "demo");
    Objects.requireNonNull(simulators, "simulators");
  }
}
