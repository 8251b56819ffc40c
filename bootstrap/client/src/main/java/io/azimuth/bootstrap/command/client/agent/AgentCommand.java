package io.azimuth.bootstrap.command.client.agent;

import io.azimuth.bootstrap.agent.AgentEvents;
import io.azimuth.bootstrap.agent.config.AgentConfig;
import io.azimuth.bootstrap.agent.config.AgentConfigReader;
import io.azimuth.bootstrap.agent.config.LoginMethodFactory;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.process.HangupEffect;
import io.azimuth.bootstrap.process.ProcessSignals;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "agent",
    sortOptions = false,
    description = {
      "Log in with the identity of this machine, keep the token valid, and give it to programs:",
      "in files, or secrets in the environment of a program that the agent runs. Reads the stanzas",
      "of Vault Agent; a variable such as VAULT_ADDR overrides the file."
    })
public final class AgentCommand implements Callable<Integer> {

  private final ClientContext context;
  private final ProcessSignals signals;
  private final List<LoginMethodFactory> methods;
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
  private @Nullable Path file;

  @Option(
      names = "--exit-after-auth",
      description = "End when all sinks have a token, as exit_after_auth in the file does.")
  private boolean exitAfterAuth;

  @Option(names = "--check", description = "Check the configuration file and do nothing else.")
  private boolean check;

  /**
   * Creates the command.
   *
   * @param methods the login methods that the file may name
   */
  public AgentCommand(
      ClientContext context,
      ProcessSignals signals,
      List<LoginMethodFactory> methods,
      Clock clock) {
    this.context = context;
    this.signals = signals;
    this.methods = List.copyOf(methods);
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (file == null) {
      throw new ParameterException(spec.commandLine(), "--config=FILE is missing");
    }
    ConfigProblems problems = new ConfigProblems(file);
    Optional<AgentConfig> config =
        new AgentConfigReader(context.variables(), methods).read(file, problems);
    problems.all().forEach(context.console().err()::println);
    if (config.isEmpty()) {
      return ExitCode.SOFTWARE;
    }
    if (check) {
      context.console().out().println(file + " is usable");
      return ExitCode.OK;
    }
    return run(config.get());
  }

  private int run(AgentConfig config) {
    AgentEvents events = new AgentEvents();
    AgentLines log =
        new AgentLines(context.console().err(), clock, config.logLevel(), config.jsonLog());
    Thread agent = Thread.currentThread();
    Runnable stop =
        () -> {
          events.stop();
          agent.interrupt(); // a request that is under way would last too long
        };
    signals.onTerminate(stop);
    AgentAssembly assembly = new AgentAssembly(config, exitAfterAuth, events, log, stop);
    HangupEffect unused = signals.onHangup(() -> events.signal("HUP"));
    return assembly.run();
  }
}
