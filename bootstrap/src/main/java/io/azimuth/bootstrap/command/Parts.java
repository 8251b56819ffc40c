package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.server.ServerFactory;
import java.util.Objects;

/**
 * What the commands start.
 *
 * @param servers what the server command starts
 * @param demo what the demo command tells
 * @param simulators what the simulator command starts
 * @param warmUp uses once what a server uses, so that its classes are known
 */
public record Parts(
    ServerFactory servers, Story demo, SimulatorFactory simulators, Runnable warmUp) {

  public Parts {
    Objects.requireNonNull(servers, "servers");
    Objects.requireNonNull(demo, "demo");
    Objects.requireNonNull(simulators, "simulators");
    Objects.requireNonNull(warmUp, "warmUp");
  }
}
