package io.azimuth.product.server;

import io.azimuth.bootstrap.CommandWiring;
import io.azimuth.bootstrap.client.browser.Browser;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.command.CommandServices;
import io.azimuth.bootstrap.command.Commands;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.HangupEffect;
import io.azimuth.bootstrap.process.ProcessSignals;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.product.leak.RunCorpus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs {@code azimuth} as a user does, with its own environment and home directory. */
public final class CommandLineRun {

  private final Map<String, String> environment;
  private final String input;
  private final Optional<String> typed;
  private final Browser browser;

  /** The durations of the waits of the commands, in order. */
  private final List<Duration> pauses = new ArrayList<>();

  private CommandLineRun(
      Map<String, String> environment, String input, Optional<String> typed, Browser browser) {
    this.environment = Map.copyOf(environment);
    this.input = input;
    this.typed = typed;
    this.browser = browser;
  }

  /** Runs commands for this server, without a token. */
  public static CommandLineRun at(TestingServer server, Path home) {
    String address = server.address().toString();
    return new CommandLineRun(
        Map.of("HOME", home.toString(), "VAULT_ADDR", address), "", Optional.empty(), Browser.NONE);
  }

  /** Runs commands without a server. */
  public static CommandLineRun away(Path home) {
    return new CommandLineRun(Map.of("HOME", home.toString()), "", Optional.empty(), Browser.NONE);
  }

  /** The same run with this variable; an empty value removes it. */
  public CommandLineRun with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new CommandLineRun(more, input, typed, browser);
  }

  /** The same run with this text as standard input. */
  public CommandLineRun piping(String text) {
    return new CommandLineRun(environment, text, typed, browser);
  }

  /** The same run for a person at a terminal who answers this to each question. */
  public CommandLineRun typing(String answer) {
    return new CommandLineRun(environment, input, Optional.of(answer), browser);
  }

  /** The same run for a person with this browser. */
  public CommandLineRun browsing(Browser other) {
    return new CommandLineRun(environment, input, typed, other);
  }

  public List<Duration> pauses() {
    return pauses;
  }

  /**
   * The result of a command.
   *
   * @param out its standard output
   * @param err its standard error
   */
  public record End(int exit, String out, String err) {}

  public End run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(out, err);
    Environment variables = Environment.of(environment);
    StandardInput piped =
        StandardInput.of(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    StandardInput asked =
        typed
            .map(answer -> piped.askedBy(question -> Optional.of(SecretText.of(answer))))
            .orElse(piped);
    ClientContext context = new ClientContext(console, variables, asked, pauses::add, browser);
    int exit =
        new Commands(console, variables, new NoSignals(), parts(CommandWiring.further(context)))
            .run(arguments);
    String errors = err.toString(StandardCharsets.UTF_8);
    RunCorpus.ofBuild().ifPresent(corpus -> corpus.keep(errors));
    return new End(exit, out.toString(StandardCharsets.UTF_8), errors);
  }

  private static CommandServices parts(List<LazyCommand> clientCommands) {
    return new CommandServices(
        (plan, level) -> {
          throw new AssertionError("no server is started by the client");
        },
        order -> {
          throw new AssertionError("no simulator is started by the client");
        },
        out -> true,
        order -> {
          throw new AssertionError("no simulated Azure is started here");
        },
        () -> {},
        clientCommands);
  }

  private static final class NoSignals implements ProcessSignals {
    @Override
    public void onTerminate(Runnable action) {}

    @Override
    public HangupEffect onHangup(Runnable action) {
      return HangupEffect.ACTION_RUNS;
    }
  }
}
