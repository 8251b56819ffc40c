package io.azimuth.bootstrap;

import io.azimuth.bootstrap.azure.SystemSimulators;
import io.azimuth.bootstrap.command.Parts;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.bootstrap.server.UnwiredServer;

/** Which implementation stands behind each command. */
final class Wiring {

  private Wiring() {}

  static Parts parts() {
    return new Parts(
        UnwiredServer::new,
        out -> {
          throw new StartupException("the demo is not wired");
        },
        new SystemSimulators(),
        () -> {});
  }
}
