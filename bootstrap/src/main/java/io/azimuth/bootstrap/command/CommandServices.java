package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.server.ServerFactory;
import java.util.List;
import java.util.Objects;

/**
 * What the commands start.
 *
 * @param servers what the server command starts
 * @param devServers what the server command starts for trying out
 * @param demo what the demo command tells
 * @param simulators what the simulator command starts
 * @param warmUp uses once what a server uses, so that its classes are known
 * @param further commands that are put together elsewhere, such as those of the client
 */
public record CommandServices(
    ServerFactory servers,
    DevServerFactory devServers,
    DemoScenario demo,
    SimulatorFactory simulators,
    Runnable warmUp,
    List<LazyCommand> further) {

  public CommandServices {
    Objects.requireNonNull(servers, "servers");
    Objects.requireNonNull(devServers, "devServers");
    Objects.requireNonNull(demo, "demo");
    Objects.requireNonNull(simulators, "simulators");
    Objects.requireNonNull(warmUp, "warmUp");
    further = List.copyOf(further);
  }
}
