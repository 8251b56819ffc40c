package io.azimuth.azure.directory;

import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.trace.CurrentSpan;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** The last answer to one question, and the running call for the next one. */
final class SingleFlightEntry<A> {

  /** In the trace of a login whose answer another login has asked for. */
  private static final String SHARED_CALL = "waits for a call that another login began";

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(1);

  private final AnswerFetcher<A> fetcher;
  private final Clock clock;
  private final LookupMetrics metrics;
  private final MinInterval rereads = new MinInterval(ASK_AGAIN_AFTER);
  private Optional<FetchedAnswer<A>> last = Optional.empty();
  private Optional<FetchedAnswer<A>> lastFound = Optional.empty();
  private Optional<CompletableFuture<FetchedAnswer<A>>> flight = Optional.empty();

  SingleFlightEntry(AnswerFetcher<A> fetcher, Clock clock, LookupMetrics metrics) {
    this.fetcher = fetcher;
    this.clock = clock;
    this.metrics = metrics;
  }

  Awaited<CachedAnswer<A>> find(CachedQuery<A> question, Deadline deadline) {
    Optional<CachedAnswer<A>> known = known(question, deadline);
    known.ifPresent(it -> count(it.source(), LookupMetrics.Source.SHARED));
    return known.isPresent() ? Awaited.of(known.get()) : ask(question, deadline, false);
  }

  Awaited<CachedAnswer<A>> findAgain(
      CachedQuery<A> question, Deadline deadline, BooleanSupplier mayCall) {
    Optional<CachedAnswer<A>> known = known(question, deadline);
    boolean mayAsk =
        known.isEmpty()
            || (known.get().source() != CachedAnswer.Source.ASKED
                && (isUnderWay()
                    || (rereads.tryAcquire(clock.instant()) && mayCall.getAsBoolean())));
    return mayAsk ? ask(question, deadline, true) : Awaited.of(known.get());
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
    FetchedAnswer<A> answered = freshFound(question).orElse(last.get());
    if (!mayTake(question, answered)) {
      return Optional.empty();
    }
    if (deadline.startedBefore(answered.nanos())) {
      return Optional.of(
          orStale(question, known(answered.answer(), CachedAnswer.Source.ASKED, answered)));
    }
    return answered.isWithin(question.freshFor(answered.answer()), clock.instant())
        ? Optional.of(
            orStale(
                question,
                known(agedAnswer(question, answered), CachedAnswer.Source.CACHED, answered)))
        : Optional.empty();
  }

  private static <A> CachedAnswer<A> known(
      A answer, CachedAnswer.Source source, FetchedAnswer<A> fetched) {
    return new CachedAnswer<>(answer, source, fetched.listed());
  }

  private static boolean mayTake(CachedQuery<?> question, FetchedAnswer<?> answered) {
    return !question.isAlone() || !answered.listed();
  }

  // A call that failed takes no facts away that are fresh still; another question may have made it.
  private Optional<FetchedAnswer<A>> freshFound(CachedQuery<A> question) {
    return question.isUnavailable(last.orElseThrow().answer())
        ? lastFound
            .filter(it -> mayTake(question, it))
            .filter(it -> it.isWithin(question.freshFor(it.answer()), clock.instant()))
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
        .filter(found -> mayTake(question, found))
        .map(found -> known(found.answer(), CachedAnswer.Source.STALE, found));
  }

  private A agedAnswer(CachedQuery<A> question, FetchedAnswer<A> answered) {
    return question.aged(answered.answer(), Duration.between(answered.at(), clock.instant()));
  }

  private Awaited<CachedAnswer<A>> ask(CachedQuery<A> question, Deadline deadline, boolean anew) {
    CompletableFuture<FetchedAnswer<A>> begun = new CompletableFuture<>();
    CompletableFuture<FetchedAnswer<A>> awaited = flightFor(question, begun, anew);
    return Awaited.of(awaited, deadline, question.whenLate())
        .then(
            fetched -> {
              CachedAnswer<A> known = asked(question, deadline, fetched);
              count(known.source(), source(fetched, awaited == begun));
              return known;
            });
  }

  private static LookupMetrics.Source source(FetchedAnswer<?> fetched, boolean own) {
    if (!own) {
      return LookupMetrics.Source.SHARED;
    }
    return fetched.listed() ? LookupMetrics.Source.LISTED : LookupMetrics.Source.ASKED;
  }

  // An answer of this login was asked for by it, or it shares the call of another one.
  private void count(CachedAnswer.Source source, LookupMetrics.Source asked) {
    switch (source) {
      case ASKED -> metrics.used(asked);
      case CACHED ->
          metrics.used(asked == LookupMetrics.Source.LISTED ? asked : LookupMetrics.Source.CACHED);
      case STALE -> metrics.usedStale(ageOfFound());
    }
  }

  private synchronized Duration ageOfFound() {
    return lastFound
        .map(found -> Duration.between(found.at(), clock.instant()))
        .orElse(Duration.ZERO);
  }

  // A list that began before this login is no answer of this login.
  private synchronized CachedAnswer<A> asked(
      CachedQuery<A> question, Deadline deadline, FetchedAnswer<A> fetched) {
    CachedAnswer.Source source =
        deadline.startedBefore(fetched.nanos())
            ? CachedAnswer.Source.ASKED
            : CachedAnswer.Source.CACHED;
    return orStale(question, known(fetched.answer(), source, fetched));
  }

  // The running flight, or else the one that begins now and ends with the given future.
  private CompletableFuture<FetchedAnswer<A>> flightFor(
      CachedQuery<A> question, CompletableFuture<FetchedAnswer<A>> begun, boolean anew) {
    synchronized (this) {
      if (flight.isPresent()) {
        CurrentSpan.get().event(SHARED_CALL);
        return flight.get();
      }
      flight = Optional.of(begun);
    }
    var unused =
        fetcher
            .fetch(question, Deadline.of(LIMIT), anew)
            .thenAccept(answer -> complete(question, begun, answer));
    return begun;
  }

  private void complete(
      CachedQuery<A> question,
      CompletableFuture<FetchedAnswer<A>> begun,
      FetchedAnswer<A> fetched) {
    synchronized (this) {
      last = Optional.of(fetched);
      if (question.isFound(fetched.answer())) {
        lastFound = last;
      } else if (question.invalidates(fetched.answer())) {
        lastFound = Optional.empty();
      }
      flight = Optional.empty();
    }
    begun.complete(fetched);
  }
}
