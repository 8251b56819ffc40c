package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.server.ServerFactory;
import java.util.List;
import java.util.Objects;

/**
 * The services that the commands start.
 *
 * @param servers starts servers
 * @param devServers starts development servers
 * @param demo the scenario of the demo command
 * @param simulators starts simulators
 * @param warmUp loads the classes that a server needs
 * @param further additional commands, such as those of the client
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
