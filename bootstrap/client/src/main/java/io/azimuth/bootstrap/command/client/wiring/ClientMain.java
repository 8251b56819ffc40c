package io.azimuth.bootstrap.command.client.wiring;

import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.browser.SystemBrowser;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.command.client.LocalServer;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandRunner;
import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.ForcedExit;
import java.util.ArrayList;
import java.util.List;

/** The entry point of the client that is handed out alone, for machines that only log in. */
public final class ClientMain {

  private ClientMain() {}

  /** Runs the command that the arguments name and ends the process. */
  public static void main(String[] arguments) {
    Console console = new Console(System.out, System.err);
    Environment environment = Environment.of(System.getenv());
    ClientContext context =
        new ClientContext(
            console,
            environment,
            StandardInput.ofProcess(),
            Sleeper.system(),
            new SystemBrowser(environment));
    List<LazyCommand> commands = new ArrayList<>(ClientWiring.logins(context));
    commands.addAll(ClientWiring.others(context, LocalServer.NONE));
    int code = new CommandRunner(console, environment, commands, List.of()).run(arguments);
    ForcedExit.begin(Runtime.getRuntime()::halt, code);
    System.exit(code);
  }
}
