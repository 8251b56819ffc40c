package io.azimuth.bootstrap;

import io.azimuth.bootstrap.azure.SystemSimulators;
import io.azimuth.bootstrap.client.Pause;
import io.azimuth.bootstrap.client.input.Input;
import io.azimuth.bootstrap.command.Console;
import io.azimuth.bootstrap.command.Parts;
import io.azimuth.bootstrap.command.client.ClientContext;
import io.azimuth.bootstrap.config.Environment;
import io.azimuth.bootstrap.demo.Demo;
import io.azimuth.bootstrap.demo.WarmUp;
import io.azimuth.bootstrap.dev.DevServer;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.ServerFactory;
import io.azimuth.bootstrap.server.WiredServer;
import java.time.Clock;

/** Which implementation stands behind each command. */
final class Wiring {

  private Wiring() {}

  static Parts parts(Console console, Environment environment, Input input) {
    ServerFactory servers =
        plan -> new WiredServer(plan, Clock.systemUTC(), new SystemSecretGenerator());
    return new Parts(
        servers,
        new DevServer(servers),
        new Demo(),
        new SystemSimulators(),
        new WarmUp(),
        ClientWiring.commands(new ClientContext(console, environment, input, Pause.sleeping())));
  }
}
