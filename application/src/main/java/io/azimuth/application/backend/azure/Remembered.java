package io.azimuth.application.backend.azure;

import io.azimuth.application.remote.Patience;
import io.azimuth.application.remote.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** What is known in answer to one question, and the asking under way. */
final class Remembered<A> {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(1);

  private final Executor executor;
  private final Clock clock;
  private final Pause rereads = new Pause(ASK_AGAIN_AFTER);
  private Optional<Answered<A>> last = Optional.empty();
  private Optional<Answered<A>> lastFound = Optional.empty();
  private Optional<CompletableFuture<A>> flight = Optional.empty();

  Remembered(Executor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  Known<A> find(AzureQuestion<A> question, Patience patience) {
    Optional<Known<A>> known = known(question, patience);
    return known.isPresent() ? known.get() : ask(question, patience);
  }

  Known<A> findAgain(AzureQuestion<A> question, Patience patience) {
    Optional<Known<A>> known = known(question, patience);
    boolean mayAsk =
        known.isEmpty()
            || (known.get().source() != Known.Source.ASKED
                && (isUnderWay() || rereads.isOver(clock.instant())));
    return mayAsk ? ask(question, patience) : known.get();
  }

  private synchronized boolean isUnderWay() {
    return flight.isPresent();
  }

  // An answer that came after the login began was asked for it, or might as well have been.
  private synchronized Optional<Known<A>> known(AzureQuestion<A> question, Patience patience) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Answered<A> answered = last.get();
    if (patience.beganBefore(answered.nanos())) {
      return Optional.of(orStale(question, new Known<>(answered.answer(), Known.Source.ASKED)));
    }
    return answered.isWithin(question.goodFor(answered.answer()), clock.instant())
        ? Optional.of(orStale(question, new Known<>(left(question, answered), Known.Source.CACHED)))
        : Optional.empty();
  }

  // While Azure is away, what it told may serve past its time, where the operator says so.
  private Known<A> orStale(AzureQuestion<A> question, Known<A> known) {
    Duration usable = question.staleUntil();
    if (usable.isZero() || !question.isAway(known.answer())) {
      return known;
    }
    return lastFound
        .filter(found -> found.isWithin(usable, clock.instant()))
        .map(found -> new Known<>(found.answer(), Known.Source.STALE))
        .orElse(known);
  }

  private A left(AzureQuestion<A> question, Answered<A> answered) {
    return question.later(answered.answer(), Duration.between(answered.at(), clock.instant()));
  }

  private Known<A> ask(AzureQuestion<A> question, Patience patience) {
    CompletableFuture<A> answer = flightFor(question);
    A given = patience.await(answer, question.whenLate());
    synchronized (this) {
      return orStale(question, new Known<>(given, Known.Source.ASKED));
    }
  }

  private CompletableFuture<A> flightFor(AzureQuestion<A> question) {
    CompletableFuture<A> begun = new CompletableFuture<>();
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
              .exceptionally(thrown -> question.unasked("the question broke: " + thrown))
              .thenAccept(answer -> land(question, begun, answer));
    } catch (RejectedExecutionException e) {
      land(question, begun, question.unasked("too many questions wait for a thread"));
    }
    return begun;
  }

  // Whoever asked has gone after the limit: what waited so long for a thread is not worth asking.
  private A put(AzureQuestion<A> question, long asked) {
    Duration left = LIMIT.minusNanos(System.nanoTime() - asked);
    return left.isNegative() || left.isZero()
        ? question.unasked("no thread was free in time")
        : question.ask(left);
  }

  private void land(AzureQuestion<A> question, CompletableFuture<A> begun, A answer) {
    synchronized (this) {
      Answered<A> answered = new Answered<>(answer, clock.instant(), System.nanoTime());
      last = Optional.of(answered);
      if (question.tells(answer)) {
        lastFound = last;
      } else if (question.ends(answer)) {
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
  private record Answered<A>(A answer, Instant at, long nanos) {

    boolean isWithin(Duration time, Instant now) {
      Duration age = Duration.between(at, now);
      return !age.isNegative() && age.compareTo(time) < 0;
    }
  }
}
