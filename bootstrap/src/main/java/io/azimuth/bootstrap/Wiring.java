package io.azimuth.bootstrap;

import io.azimuth.bootstrap.azure.SystemSimulators;
import io.azimuth.bootstrap.command.Parts;
import io.azimuth.bootstrap.demo.Demo;
import io.azimuth.bootstrap.demo.WarmUp;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.WiredServer;
import java.time.Clock;

/** Which implementation stands behind each command. */
final class Wiring {

  private Wiring() {}

  static Parts parts() {
    return new Parts(
        plan -> new WiredServer(plan, Clock.systemUTC(), new SystemSecretGenerator()),
        new Demo(),
        new SystemSimulators(),
        new WarmUp());
  }
}
