package io.azimuth.bootstrap.agent.exec;

import io.azimuth.bootstrap.agent.AgentFailure;
import io.azimuth.bootstrap.agent.AgentLog;
import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.agent.AttemptPauses;
import io.azimuth.bootstrap.agent.FailureLines;
import io.azimuth.bootstrap.agent.SupervisedProgram;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Runs the program of {@code exec}. It is started when all its secrets are there, and keeps running
 * with the former ones while the server is away.
 */
public final class ExecSupervisor implements SupervisedProgram {

  private static final String TERM = "TERM";

  private final ExecBlock block;
  private final SecretReads reads;
  private final AttemptPauses pauses;
  private final AgentLog log;
  private final FailureLines failures;
  private final LongSupplier nanos;
  private final Runnable wake;

  private Optional<ChildProcess> child = Optional.empty();
  private Map<String, String> variables = Map.of();
  private Optional<SecretText> readWith = Optional.empty();
  private long dueAt;

  /**
   * Creates a supervisor; the program does not run yet.
   *
   * @param wake called on another thread when the program has ended
   */
  public ExecSupervisor(
      ExecBlock block,
      AgentServer server,
      AttemptPauses pauses,
      AgentLog log,
      LongSupplier nanos,
      Runnable wake) {
    this.block = block;
    this.reads = new SecretReads(server, block.renderInterval(), nanos);
    this.pauses = pauses;
    this.log = log;
    this.failures = new FailureLines(log, "reading the secrets of exec", nanos);
    this.nanos = nanos;
    this.wake = wake;
    this.dueAt = nanos.getAsLong();
  }

  @Override
  public Duration act(SecretText token, Doubts doubts) throws InterruptedException {
    if (readWith.filter(token::equals).isEmpty()) {
      reads.forgetLeased();
      readWith = Optional.of(token);
      dueAt = nanos.getAsLong();
    }
    if (nanos.getAsLong() - dueAt >= 0) {
      Duration wait = refresh(token, doubts);
      dueAt = nanos.getAsLong() + wait.toNanos();
    }
    return Duration.ofNanos(Math.max(0, dueAt - nanos.getAsLong()));
  }

  private Duration refresh(SecretText token, Doubts doubts) throws InterruptedException {
    try {
      Duration wait = reads.refresh(paths(), token);
      Map<String, String> fresh = new LinkedHashMap<>();
      block.environment().forEach((name, text) -> fresh.put(name, text.render(reads::data)));
      failures.succeeded();
      use(fresh);
      return wait;
    } catch (ClientException e) {
      if (e.isForbidden()) {
        doubts.tokenRefused();
      }
      return pauses.after(failures.failed(e.sentence()), Optional.empty());
    }
  }

  private Set<String> paths() {
    return block.environment().values().stream()
        .flatMap(text -> text.paths().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private void use(Map<String, String> fresh) throws InterruptedException {
    if (child.isEmpty()) {
      start(fresh);
    } else if (!fresh.equals(variables) && block.restartsOnChange()) {
      log.info("a secret has changed: the program starts again");
      int unused = child.get().stop(block.stopSignal());
      start(fresh);
    }
  }

  private void start(Map<String, String> fresh) {
    variables = fresh;
    try {
      ChildProcess started = ChildProcess.start(block.command(), fresh, wake);
      child = Optional.of(started);
      log.info("started " + block.command().get(0) + " as process " + started.pid());
    } catch (IOException e) {
      throw new AgentFailure(block.command().get(0) + " cannot be started");
    }
  }

  @Override
  public OptionalInt ended() {
    return child.isPresent() && !child.get().isAlive()
        ? OptionalInt.of(child.get().exitCode())
        : OptionalInt.empty();
  }

  @Override
  public void signal(String name) {
    child.filter(ChildProcess::isAlive).ifPresent(it -> it.signal(name));
  }

  @Override
  public int stop() throws InterruptedException {
    return child.isPresent() ? child.get().stop(TERM) : 0;
  }
}
