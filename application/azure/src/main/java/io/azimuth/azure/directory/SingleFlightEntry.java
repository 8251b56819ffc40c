package io.azimuth.azure.directory;

import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.trace.CurrentSpan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/** The last answer to one question, and the running call for the next one. */
final class SingleFlightEntry<A> {

  /** In the trace of a login whose answer another login has asked for. */
  private static final String SHARED_CALL = "waits for a call that another login began";

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(1);

  private final Executor executor;
  private final Clock clock;
  private final LookupMetrics metrics;
  private final MinInterval rereads = new MinInterval(ASK_AGAIN_AFTER);
  private Optional<Answered<A>> last = Optional.empty();
  private Optional<Answered<A>> lastFound = Optional.empty();
  private Optional<CompletableFuture<A>> flight = Optional.empty();

  SingleFlightEntry(Executor executor, Clock clock, LookupMetrics metrics) {
    this.executor = executor;
    this.clock = clock;
    this.metrics = metrics;
  }

  Awaited<CachedAnswer<A>> find(CachedQuery<A> question, Deadline deadline) {
    Optional<CachedAnswer<A>> known = known(question, deadline);
    known.ifPresent(it -> count(it.source(), LookupMetrics.Source.SHARED));
    return known.isPresent() ? Awaited.of(known.get()) : ask(question, deadline);
  }

  Awaited<CachedAnswer<A>> findAgain(
      CachedQuery<A> question, Deadline deadline, BooleanSupplier mayCall) {
    Optional<CachedAnswer<A>> known = known(question, deadline);
    boolean mayAsk =
        known.isEmpty()
            || (known.get().source() != CachedAnswer.Source.ASKED
                && (isUnderWay()
                    || (rereads.tryAcquire(clock.instant()) && mayCall.getAsBoolean())));
    return mayAsk ? ask(question, deadline) : Awaited.of(known.get());
  }

  boolean needsCall(CachedQuery<A> question, Deadline deadline) {
    return known(question, deadline).isEmpty() && !isUnderWay();
  }

  Optional<CachedAnswer<A>> lastResort(CachedQuery<A> question) {
    Optional<CachedAnswer<A>> stale = stale(question);
    stale.ifPresent(it -> count(it.source(), LookupMetrics.Source.SHARED));
    return stale;
  }

  private synchronized boolean isUnderWay() {
    return flight.isPresent();
  }

  // An answer that arrived after the login began counts as asked for that login.
  private synchronized Optional<CachedAnswer<A>> known(CachedQuery<A> question, Deadline deadline) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Answered<A> answered = freshFound(question).orElse(last.get());
    if (deadline.startedBefore(answered.nanos())) {
      return Optional.of(
          orStale(question, new CachedAnswer<>(answered.answer(), CachedAnswer.Source.ASKED)));
    }
    return answered.isWithin(question.freshFor(answered.answer()), clock.instant())
        ? Optional.of(
            orStale(
                question,
                new CachedAnswer<>(agedAnswer(question, answered), CachedAnswer.Source.CACHED)))
        : Optional.empty();
  }

  // A call that failed takes no facts away that are fresh still; another question may have made it.
  private Optional<Answered<A>> freshFound(CachedQuery<A> question) {
    return question.isUnavailable(last.orElseThrow().answer())
        ? lastFound.filter(it -> it.isWithin(question.freshFor(it.answer()), clock.instant()))
        : Optional.empty();
  }

  // While Azure is unavailable, an expired answer may be used as long as the operator allows.
  private CachedAnswer<A> orStale(CachedQuery<A> question, CachedAnswer<A> known) {
    return question.isUnavailable(known.answer()) ? stale(question).orElse(known) : known;
  }

  private synchronized Optional<CachedAnswer<A>> stale(CachedQuery<A> question) {
    Duration usable = question.maxStaleAge();
    return lastFound
        .filter(found -> !usable.isZero() && found.isWithin(usable, clock.instant()))
        .map(found -> new CachedAnswer<>(found.answer(), CachedAnswer.Source.STALE));
  }

  private A agedAnswer(CachedQuery<A> question, Answered<A> answered) {
    return question.aged(answered.answer(), Duration.between(answered.at(), clock.instant()));
  }

  private Awaited<CachedAnswer<A>> ask(CachedQuery<A> question, Deadline deadline) {
    CompletableFuture<A> begun = new CompletableFuture<>();
    CompletableFuture<A> awaited = flightFor(question, begun);
    LookupMetrics.Source asked =
        awaited == begun ? LookupMetrics.Source.ASKED : LookupMetrics.Source.SHARED;
    return Awaited.of(awaited, deadline, question.whenLate())
        .then(
            answer -> {
              CachedAnswer<A> known = asked(question, answer);
              count(known.source(), asked);
              return known;
            });
  }

  // An answer of this login was asked for by it, or it shares the call of another one.
  private void count(CachedAnswer.Source source, LookupMetrics.Source asked) {
    switch (source) {
      case ASKED -> metrics.used(asked);
      case CACHED -> metrics.used(LookupMetrics.Source.CACHED);
      case STALE -> metrics.usedStale(ageOfFound());
    }
  }

  private synchronized Duration ageOfFound() {
    return lastFound
        .map(found -> Duration.between(found.at(), clock.instant()))
        .orElse(Duration.ZERO);
  }

  private synchronized CachedAnswer<A> asked(CachedQuery<A> question, A answer) {
    return orStale(question, new CachedAnswer<>(answer, CachedAnswer.Source.ASKED));
  }

  // The running flight, or else the one that begins now and ends with the given future.
  private CompletableFuture<A> flightFor(CachedQuery<A> question, CompletableFuture<A> begun) {
    synchronized (this) {
      if (flight.isPresent()) {
        CurrentSpan.get().event(SHARED_CALL);
        return flight.get();
      }
      flight = Optional.of(begun);
    }
    long asked = System.nanoTime();
    try {
      var unused =
          CompletableFuture.supplyAsync(() -> put(question, asked), executor)
              .exceptionally(thrown -> question.unavailable("the question broke: " + thrown))
              .thenAccept(answer -> complete(question, begun, answer));
    } catch (RejectedExecutionException e) {
      complete(question, begun, question.unavailable("too many questions wait for a thread"));
    }
    return begun;
  }

  // After the limit the login that asked has ended: a call that waited so long for a thread is not
  // made.
  private A put(CachedQuery<A> question, long asked) {
    Duration left = LIMIT.minusNanos(System.nanoTime() - asked);
    return left.isNegative() || left.isZero()
        ? question.unavailable("no thread was free in time")
        : question.ask(left);
  }

  private void complete(CachedQuery<A> question, CompletableFuture<A> begun, A answer) {
    synchronized (this) {
      Answered<A> answered = new Answered<>(answer, clock.instant(), System.nanoTime());
      last = Optional.of(answered);
      if (question.isFound(answer)) {
        lastFound = last;
      } else if (question.invalidates(answer)) {
        lastFound = Optional.empty();
      }
      flight = Optional.empty();
    }
    begun.complete(answer);
  }

  /**
   * An answer and the time at which it arrived.
   *
   * @param at time of day, for the age of the answer
   * @param nanos {@link System#nanoTime}, to decide whether it arrived during a login
   */
  private record Answered<A>(A answer, Instant at, long nanos) {

    boolean isWithin(Duration time, Instant now) {
      Duration age = Duration.between(at, now);
      return !age.isNegative() && age.compareTo(time) < 0;
    }
  }
}
