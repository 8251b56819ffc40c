package io.azimuth.azure.line;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.line.WaitingLine;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lines of the logins that Azure throttles: one for each identity and subscription. No thread
 * waits in them. When a turn comes, the line asks and not the login, so a login that goes away
 * delays no other. Safe for use by many threads; nothing blocks.
 */
public final class LoginLines {

  // The cache ends a question after 10 s itself.
  private static final Duration QUESTION = Duration.ofSeconds(15);

  private final Clock clock;
  private final TurnTimer timer;
  private final WaitingLogins waiting;
  // Changed with the lock; a login that need not wait looks without it.
  private final Map<LineKey, LoginLine> lines = new ConcurrentHashMap<>();

  /** No login waits yet. */
  public LoginLines(Clock clock, TurnTimer timer, LineMetrics metrics) {
    this.clock = clock;
    this.timer = timer;
    this.waiting = new WaitingLogins(metrics);
  }

  /** Whether a new question has to wait because others wait already. */
  public boolean isWaitedFor(LineQuestion question) {
    return !lines.isEmpty() && lines.containsKey(question.line());
  }

  public synchronized int waiting(String mountUuid) {
    return lines.entrySet().stream()
        .filter(line -> line.getKey().mount().equals(mountUuid))
        .mapToInt(line -> line.getValue().length())
        .sum();
  }

  /**
   * Joins the line of a question that was not asked, if there still is one.
   *
   * @param patience how long the login waits at most
   * @return the login, whose wait may have ended already; empty when the question can be asked
   */
  public Optional<WaitingLogin> join(
      LineQuestion question, PrincipalId principal, Duration patience) {
    return change(
        question.line(),
        now ->
            find(question.line())
                .map(line -> line.enter(question, principal, now.plus(patience), now)));
  }

  /**
   * Joins the line because Azure throttled the question, or because the list failed that was to
   * answer it; the line begins if there is none.
   *
   * @param throttled the answer of Azure; a cached one, and one of a list, proves nothing about a
   *     line that exists
   * @param patience how long the login waits at most
   * @return the login, whose wait may have ended already
   */
  public WaitingLogin join(
      LineQuestion question,
      PrincipalId principal,
      Duration patience,
      CachedAnswer<DirectoryAnswer.Throttled> throttled) {
    Duration retryAfter = throttled.answer().retryAfter();
    return change(
        question.line(),
        now -> {
          Optional<LoginLine> there = find(question.line());
          if (there.isPresent()
              && throttled.source() == CachedAnswer.Source.ASKED
              && !throttled.listed()) {
            there.get().throttled(question, retryAfter, now);
          }
          LoginLine line = there.orElseGet(() -> begin(question.line(), retryAfter, now));
          return line.enter(question, principal, now.plus(patience), now);
        });
  }

  /** Ends the wait of a login whose time is up. */
  public LineOutcome leave(WaitingLogin login) {
    login
        .place()
        .ifPresent(
            place ->
                change(
                    place.line(),
                    now -> {
                      find(place.line()).ifPresent(line -> line.giveUp(login, now));
                      return now;
                    }));
    return login.end().getNow(LineOutcome.refused(LineOutcome.Kind.LATE, Duration.ZERO));
  }

  private Optional<LoginLine> find(LineKey key) {
    return Optional.ofNullable(lines.get(key));
  }

  private LoginLine begin(LineKey key, Duration retryAfter, Instant now) {
    LoginLine line =
        new LoginLine(key, new WaitingLine<>(LineQuestion::call, retryAfter, now), waiting);
    lines.put(key, line);
    return line;
  }

  // Logins whose wait has ended continue when the lock is free; then the line asks what may be
  // asked now.
  private <T> T change(LineKey key, Change<T> change) {
    T result;
    List<LineQuestion> turns;
    Instant now;
    Runnable ends;
    synchronized (this) {
      now = clock.instant();
      result = change.at(now);
      turns = settle(key, now);
      ends = waiting.ends();
    }
    ends.run();
    for (LineQuestion question : turns) {
      ask(question, now);
    }
    return result;
  }

  private List<LineQuestion> settle(LineKey key, Instant now) {
    Optional<LoginLine> line = find(key);
    if (line.isEmpty()) {
      return List.of();
    }
    if (line.get().isOver()) {
      lines.remove(key);
      return List.of();
    }
    line.get().alarm(now).ifPresent(pause -> timer.after(pause, () -> wake(key, line.get())));
    return line.get().turns(now);
  }

  private void wake(LineKey key, LoginLine line) {
    var unused =
        change(
            key,
            now -> {
              line.woken();
              return now;
            });
  }

  private void ask(LineQuestion question, Instant asked) {
    Awaited<CachedAnswer<DirectoryAnswer>> answer =
        question.answers().find(question.query(), Deadline.of(QUESTION));
    var unused =
        answer.fold(
            facts -> take(question, facts, asked),
            pending -> {
              var unusedWait = pending.ended().thenRun(() -> resume(question, pending, asked));
              return asked;
            });
  }

  private void resume(
      LineQuestion question,
      Awaited.Pending<CachedAnswer<DirectoryAnswer>> pending,
      Instant asked) {
    CachedAnswer<DirectoryAnswer> facts;
    try {
      facts = pending.resume().join(); // it has ended
    } catch (ServiceException e) {
      facts =
          new CachedAnswer<>(
              new DirectoryAnswer.Down("no answer to the line"), CachedAnswer.Source.ASKED);
    }
    var unused = take(question, facts, asked);
  }

  private Instant take(LineQuestion question, CachedAnswer<DirectoryAnswer> facts, Instant asked) {
    return change(
        question.line(),
        now -> {
          find(question.line()).ifPresent(line -> line.take(question, facts, asked, now));
          return now;
        });
  }

  /** What is done with the lock, at that moment. */
  private interface Change<T> {

    T at(Instant now);
  }
}
