package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.server.ServerFactory;
import java.util.List;

/**
 * The services that the commands start.
 *
 * @param servers starts servers
 * @param devServers starts development servers
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
    further = List.copyOf(further);
  }
}
