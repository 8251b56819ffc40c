package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.DirectoryAnswer;
import io.azimuth.application.remote.Patience;
import io.azimuth.application.remote.Pause;
import io.azimuth.domain.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** What is known of one resource, and the question under way. */
final class RememberedFacts {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration ABSENT_FOR = Duration.ofSeconds(15);
  private static final Duration FORBIDDEN_FOR = Duration.ofSeconds(30);
  private static final Duration FAILED_FOR = Duration.ofSeconds(1);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(1);

  private final Executor executor;
  private final Clock clock;
  private final Pause rereads = new Pause(ASK_AGAIN_AFTER);
  private Optional<Answered> last = Optional.empty();
  private Optional<Answered> lastFound = Optional.empty();
  private Optional<CompletableFuture<DirectoryAnswer>> flight = Optional.empty();

  RememberedFacts(Executor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  Facts find(FactsQuestion question, Patience patience) {
    Optional<Facts> known = known(question, patience);
    return known.isPresent() ? known.get() : ask(question, patience);
  }

  Facts findAgain(FactsQuestion question, Patience patience) {
    Optional<Facts> known = known(question, patience);
    boolean mayAsk =
        known.isEmpty()
            || (known.get().source() != Facts.Source.ASKED
                && (isUnderWay() || rereads.isOver(clock.instant())));
    return mayAsk ? ask(question, patience) : known.get();
  }

  private synchronized boolean isUnderWay() {
    return flight.isPresent();
  }

  // An answer that came after the login began was asked for it, or might as well have been.
  private synchronized Optional<Facts> known(FactsQuestion question, Patience patience) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Answered answered = last.get();
    if (patience.beganBefore(answered.nanos())) {
      return Optional.of(orStale(question, new Facts(answered.answer(), Facts.Source.ASKED)));
    }
    return answered.isWithin(goodFor(answered.answer(), question), clock.instant())
        ? Optional.of(orStale(question, new Facts(left(answered), Facts.Source.CACHED)))
        : Optional.empty();
  }

  // While Azure is away, facts may serve past their time, where the operator says so.
  private Facts orStale(FactsQuestion question, Facts facts) {
    boolean away =
        facts.answer() instanceof DirectoryAnswer.Down
            || facts.answer() instanceof DirectoryAnswer.Throttled;
    Duration usable = question.keepFor().plus(question.staleFor());
    if (!away || question.staleFor().isZero()) {
      return facts;
    }
    return lastFound
        .filter(found -> found.isWithin(usable, clock.instant()))
        .map(found -> new Facts(found.answer(), Facts.Source.STALE))
        .orElse(facts);
  }

  private DirectoryAnswer left(Answered answered) {
    if (!(answered.answer() instanceof DirectoryAnswer.Throttled throttled)) {
      return answered.answer();
    }
    Duration passed = Duration.between(answered.at(), clock.instant());
    return new DirectoryAnswer.Throttled(throttled.retryAfter().minus(passed));
  }

  private static Duration goodFor(DirectoryAnswer answer, FactsQuestion question) {
    if (answer instanceof DirectoryAnswer.Found) {
      return question.keepFor();
    }
    if (answer instanceof DirectoryAnswer.Absent) {
      return ABSENT_FOR;
    }
    if (answer instanceof DirectoryAnswer.Forbidden) {
      return FORBIDDEN_FOR;
    }
    return answer instanceof DirectoryAnswer.Throttled throttled
        ? throttled.retryAfter()
        : FAILED_FOR;
  }

  private Facts ask(FactsQuestion question, Patience patience) {
    CompletableFuture<DirectoryAnswer> answer = flightFor(question);
    DirectoryAnswer given = patience.await(answer, ErrorCode.RESOURCE_MANAGER_UNAVAILABLE);
    synchronized (this) {
      return orStale(question, new Facts(given, Facts.Source.ASKED));
    }
  }

  private CompletableFuture<DirectoryAnswer> flightFor(FactsQuestion question) {
    CompletableFuture<DirectoryAnswer> begun = new CompletableFuture<>();
    synchronized (this) {
      if (flight.isPresent()) {
        return flight.get();
      }
      flight = Optional.of(begun);
    }
    long asked = System.nanoTime();
    try {
      var unused =
          CompletableFuture.supplyAsync(() -> put(question, asked), executor)
              .exceptionally(thrown -> new DirectoryAnswer.Down("the question broke: " + thrown))
              .thenAccept(answer -> land(begun, answer));
    } catch (RejectedExecutionException e) {
      land(begun, new DirectoryAnswer.Down("too many questions wait for a thread"));
    }
    return begun;
  }

  // Whoever asked has gone after the limit: what waited so long for a thread is not worth asking.
  private static DirectoryAnswer put(FactsQuestion question, long asked) {
    Duration left = LIMIT.minusNanos(System.nanoTime() - asked);
    return left.isNegative() || left.isZero()
        ? new DirectoryAnswer.Down("no thread was free in time")
        : question.directory().find(question.access(), question.id(), left);
  }

  private void land(CompletableFuture<DirectoryAnswer> begun, DirectoryAnswer answer) {
    synchronized (this) {
      Answered answered = new Answered(answer, clock.instant(), System.nanoTime());
      last = Optional.of(answered);
      if (answer instanceof DirectoryAnswer.Found) {
        lastFound = last;
      } else if (answer instanceof DirectoryAnswer.Absent) {
        lastFound = Optional.empty();
      }
      flight = Optional.empty();
    }
    begun.complete(answer);
  }

  /**
   * An answer and when it came.
   *
   * @param at by the clock, for its age
   * @param nanos by the JVM, to tell whether it came during a login
   */
  private record Answered(DirectoryAnswer answer, Instant at, long nanos) {

    boolean isWithin(Duration time, Instant now) {
      Duration age = Duration.between(at, now);
      return !age.isNegative() && age.compareTo(time) < 0;
    }
  }
}
