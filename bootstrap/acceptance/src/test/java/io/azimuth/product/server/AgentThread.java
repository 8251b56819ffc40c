package io.azimuth.product.server;

import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.browser.Browser;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.wiring.AgentWiring;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.HangupEffect;
import io.azimuth.bootstrap.process.ProcessSignals;
import io.azimuth.product.leak.RunCorpus;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/** {@code azimuth agent} on a thread of this JVM, with signals that the test sends. */
public final class AgentThread implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final Thread thread;
  private volatile Runnable terminate = () -> {};

  private AgentThread(Path config, Map<String, String> variables) {
    ClientContext context =
        new ClientContext(
            new Console(new ByteArrayOutputStream(), err),
            Environment.of(variables),
            StandardInput.of(InputStream.nullInputStream()),
            Sleeper.system(),
            Browser.NONE);
    CommandLine command = new CommandLine(AgentWiring.command(context, new TestSignals()));
    thread =
        new Thread(() -> exit.complete(command.execute("--config", config.toString())), "agent");
    thread.setDaemon(true);
  }

  /** Starts the agent with this file and these variables. */
  public static AgentThread start(Path config, Map<String, String> variables) {
    AgentThread agent = prepare(config, variables);
    agent.begin();
    return agent;
  }

  /** The agent with this file and these variables before its start. */
  public static AgentThread prepare(Path config, Map<String, String> variables) {
    return new AgentThread(config, variables);
  }

  /** Starts it; call once. */
  public void begin() {
    thread.start();
  }

  private final class TestSignals implements ProcessSignals {
    @Override
    public void onTerminate(Runnable action) {
      terminate = action;
    }

    @Override
    public HangupEffect onHangup(Runnable action) {
      return HangupEffect.NOTHING;
    }
  }

  /** What it has logged so far. */
  public String log() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Waits for its end and returns the exit code. */
  public int exit() {
    try {
      return exit.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the agent has not ended: " + log(), e);
    }
  }

  /** Does what SIGTERM does, and returns the exit code. */
  public int terminate() {
    terminate.run();
    return exit();
  }

  @Override
  public void close() {
    if (!exit.isDone()) {
      int unused = terminate();
    }
    RunCorpus.ofBuild().ifPresent(corpus -> corpus.keep(log()));
  }
}
