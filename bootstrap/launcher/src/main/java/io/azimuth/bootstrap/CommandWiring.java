package io.azimuth.bootstrap;

import io.azimuth.bootstrap.azure.AzureSimulatorFactory;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.browser.SystemBrowser;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.command.CommandFactory;
import io.azimuth.bootstrap.command.CommandServices;
import io.azimuth.bootstrap.command.Commands;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.wiring.ClientWiring;
import io.azimuth.bootstrap.command.doctor.DoctorCommand;
import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.command.snapshot.SnapshotCommands;
import io.azimuth.bootstrap.demo.Demo;
import io.azimuth.bootstrap.dev.DevServer;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.PosixSignals;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.ServerFactory;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.bootstrap.server.WiredServer;
import io.azimuth.bootstrap.warmup.WarmUp;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Binds each command to its implementation. */
public final class CommandWiring {

  private CommandWiring() {}

  static CommandServices services(Console console, Environment environment, StandardInput input) {
    return services(
        console,
        environment,
        input,
        (plan, file) ->
            new WiredServer(plan, Clock.systemUTC(), new SystemSecretGenerator(), file));
  }

  private static CommandServices services(
      Console console, Environment environment, StandardInput input, ServerFactory servers) {
    return new CommandServices(
        servers,
        new DevServer(servers),
        new Demo(),
        new AzureSimulatorFactory(),
        new WarmUp(
            (visited, config) -> serve(console, visited, config), CommandWiring::askForStatus),
        further(
            new ClientContext(
                console, environment, input, Sleeper.system(), new SystemBrowser(environment))));
  }

  /** All commands of the client, and those that need a server's files. */
  public static List<LazyCommand> further(ClientContext context) {
    List<LazyCommand> commands = new ArrayList<>(ClientWiring.logins(context));
    // There is one at most, and to look for more would open every jar.
    ServiceLoader.load(CommandFactory.class)
        .findFirst()
        .ifPresent(it -> commands.add(it.command(context.console())));
    commands.addAll(ClientWiring.others(context, InstalledServer.of(context)));
    commands.add(new LazyCommand("doctor", () -> new DoctorCommand(context, Clock.systemUTC())));
    commands.add(SnapshotCommands.of(context, Clock.systemUTC()));
    return commands;
  }

  private static void serve(Console console, ServerFactory servers, Path config) {
    Environment environment = Environment.of(Map.of());
    StandardInput nothing = StandardInput.of(InputStream.nullInputStream());
    int code =
        new Commands(
                console,
                environment,
                new PosixSignals(),
                services(console, environment, nothing, servers))
            .run("server", "--config", config.toString());
    if (code != 0) {
      throw new StartupException("the server of the warm-up failed");
    }
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
