package io.azimuth.bootstrap;

import io.azimuth.bootstrap.azure.SystemSimulators;
import io.azimuth.bootstrap.client.Pause;
import io.azimuth.bootstrap.client.input.Input;
import io.azimuth.bootstrap.command.Commands;
import io.azimuth.bootstrap.command.Console;
import io.azimuth.bootstrap.command.Parts;
import io.azimuth.bootstrap.command.PosixSignals;
import io.azimuth.bootstrap.command.client.ClientContext;
import io.azimuth.bootstrap.config.Environment;
import io.azimuth.bootstrap.demo.Demo;
import io.azimuth.bootstrap.demo.WarmUp;
import io.azimuth.bootstrap.dev.DevServer;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.ServerFactory;
import io.azimuth.bootstrap.server.WiredServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

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
        new WarmUp(Wiring::askForStatus),
        ClientWiring.commands(new ClientContext(console, environment, input, Pause.sleeping())));
  }

  // Into nowhere: only which classes it needs is of interest.
  private static void askForStatus(URI server) {
    Console nowhere = new Console(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    Environment environment = Environment.of(Map.of("AZIMUTH_ADDR", server.toString()));
    Input nothing = Input.of(InputStream.nullInputStream());
    new Commands(nowhere, environment, new PosixSignals(), parts(nowhere, environment, nothing))
        .run("status");
  }
}
