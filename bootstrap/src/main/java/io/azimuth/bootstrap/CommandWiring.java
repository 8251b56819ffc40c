package io.azimuth.bootstrap;

import io.azimuth.bootstrap.azure.AzureSimulatorFactory;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.browser.SystemBrowser;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.command.CommandServices;
import io.azimuth.bootstrap.command.Commands;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.demo.Demo;
import io.azimuth.bootstrap.dev.DevServer;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.PosixSignals;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.ServerFactory;
import io.azimuth.bootstrap.server.WiredServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Binds each command to its implementation. */
final class CommandWiring {

  private CommandWiring() {}

  static CommandServices services(Console console, Environment environment, StandardInput input) {
    ServerFactory servers =
        plan -> new WiredServer(plan, Clock.systemUTC(), new SystemSecretGenerator());
    return new CommandServices(
        servers,
        new DevServer(servers),
        new Demo(),
        new AzureSimulatorFactory(),
        new WarmUp(CommandWiring::askForStatus),
        ClientWiring.commands(
            new ClientContext(
                console, environment, input, Sleeper.system(), new SystemBrowser(environment))));
  }

  // The output is discarded. Only the classes that the call loads matter.
  private static void askForStatus(URI server) {
    Console nowhere = new Console(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    Environment environment = Environment.of(Map.of("AZIMUTH_ADDR", server.toString()));
    StandardInput nothing = StandardInput.of(InputStream.nullInputStream());
    new Commands(nowhere, environment, new PosixSignals(), services(nowhere, environment, nothing))
        .run("status");
  }
}
