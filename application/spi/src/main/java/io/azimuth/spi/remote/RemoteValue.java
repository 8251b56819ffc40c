package io.azimuth.spi.remote;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One value that another system publishes.
 *
 * <p>At most one fetch runs at a time; it begins on the executor and continues when a caller's
 * patience ends. A successful fetch replaces the value at once; a failed one keeps the last value.
 * Safe for use by many threads; none of them waits for a lock while a fetch runs.
 */
public final class RemoteValue<T> implements MonitoredFetch {

  private record Held<T>(T value, Instant since) {}

  private record Failure(ServiceException fault, Instant at) {}

  private final Supplier<CompletableFuture<T>> source;
  private final RefreshPolicy lifetimes;
  private final ErrorCode whenRefused;
  private final Executor executor;
  private final Clock clock;

  private volatile Optional<Held<T>> held = Optional.empty();
  private volatile Optional<Failure> failure = Optional.empty();
  private volatile FetchHistory observation = FetchHistory.NONE;
  private Optional<CompletableFuture<T>> flight = Optional.empty();

  /**
   * A value that has not been fetched yet.
   *
   * @param source fetches the value; may block; throws {@link ServiceException} when it fails
   * @param whenRefused the fault when the executor rejects a fetch
   */
  public RemoteValue(
      Supplier<T> source,
      RefreshPolicy lifetimes,
      ErrorCode whenRefused,
      Executor executor,
      Clock clock) {
    this(lifetimes, whenRefused, executor, clock, () -> finished(source));
  }

  private RemoteValue(
      RefreshPolicy lifetimes,
      ErrorCode whenRefused,
      Executor executor,
      Clock clock,
      Supplier<CompletableFuture<T>> source) {
    this.source = source;
    this.lifetimes = lifetimes;
    this.whenRefused = whenRefused;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * A value that has not been fetched yet, and for which no thread waits while it is fetched.
   *
   * @param source begins a fetch and does not block; the fetch fails with {@link ServiceException}
   * @param whenRefused the fault when the executor rejects the beginning of a fetch
   * @param executor begins the fetches
   */
  public static <T> RemoteValue<T> withoutThread(
      Supplier<CompletableFuture<T>> source,
      RefreshPolicy lifetimes,
      ErrorCode whenRefused,
      Executor executor,
      Clock clock) {
    return new RemoteValue<>(lifetimes, whenRefused, executor, clock, source);
  }

  private static <T> CompletableFuture<T> finished(Supplier<T> source) {
    return CompletableFuture.completedFuture(source.get());
  }

  /** The last value unless it has expired; never waits and never fetches. */
  public Optional<T> held() {
    Instant now = clock.instant();
    return held.filter(h -> age(h.since(), now).compareTo(lifetimes.keepFor()) < 0)
        .map(Held::value);
  }

  /**
   * The value that is held, and begins a fetch in the background when it is due; without a value,
   * the result of the running fetch or of one that begins now. Soon after a failed fetch it returns
   * that failure.
   */
  public CompletableFuture<T> ask() {
    Optional<T> there = held();
    if (there.isPresent()) {
      refreshIfDue();
      return CompletableFuture.completedFuture(there.get());
    }
    return renew(() -> held().isEmpty() && mayRetry(lifetimes.retryAfter()))
        .orElseGet(this::settled);
  }

  /** Begins a fetch in the background when the value is due for it. */
  public void refreshIfDue() {
    if (isDue()) {
      var unused = renew(() -> isDue() && mayRetry(lifetimes.retryRefreshAfter()));
    }
  }

  /**
   * The result of the running fetch; without one, of a fetch that begins now if {@code mayBegin}
   * allows it. That is called at most once, and only when no fetch is running.
   */
  public Optional<CompletableFuture<T>> renew(BooleanSupplier mayBegin) {
    CompletableFuture<T> begun = new CompletableFuture<>();
    synchronized (this) {
      if (flight.isPresent()) {
        return flight;
      }
      if (!mayBegin.getAsBoolean()) {
        return Optional.empty();
      }
      flight = Optional.of(begun);
    }
    launch(begun);
    return Optional.of(begun);
  }

  /** The failure of the last fetch, if it failed. */
  public Optional<ServiceException> lastFailure() {
    return failure.map(Failure::fault);
  }

  @Override
  public FetchHistory observed() {
    return observation;
  }

  @Override
  public CompletableFuture<Boolean> fetchNow() {
    return renew(() -> true).orElseThrow().handle((value, thrown) -> thrown == null);
  }

  private void launch(CompletableFuture<T> begun) {
    long start = System.nanoTime();
    try {
      executor.execute(() -> fetch(begun, start));
    } catch (RejectedExecutionException e) {
      fail(begun, new ServiceException(whenRefused, "too many fetches wait for a thread", e));
    }
  }

  private void fetch(CompletableFuture<T> begun, long start) {
    CompletableFuture<T> answer;
    try {
      answer = source.get();
    } catch (RuntimeException | Error e) {
      answer = CompletableFuture.failedFuture(e);
    }
    var unused = answer.whenComplete((value, thrown) -> end(begun, start, value, thrown));
  }

  private void end(CompletableFuture<T> begun, long start, T value, Throwable thrown) {
    if (thrown == null) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      observation = observation.succeeded(clock.instant(), took);
      complete(begun, value);
    } else {
      fail(begun, thrown);
    }
  }

  private void complete(CompletableFuture<T> begun, T value) {
    synchronized (this) {
      held = Optional.of(new Held<>(value, clock.instant()));
      failure = Optional.empty();
      flight = Optional.empty();
    }
    begun.complete(value);
  }

  private void fail(CompletableFuture<T> begun, Throwable thrown) {
    ServiceException fault =
        ServiceException.in(thrown)
            .orElseGet(() -> new ServiceException(ErrorCode.UNEXPECTED, "a fetch broke", thrown));
    observation = observation.failed(clock.instant(), fault.detail());
    synchronized (this) {
      failure = Optional.of(new Failure(fault, clock.instant()));
      flight = Optional.empty();
    }
    begun.completeExceptionally(fault);
  }

  /** The result of a fetch that ended since the caller last checked. */
  private CompletableFuture<T> settled() {
    return held()
        .map(CompletableFuture::completedFuture)
        .or(() -> lastFailure().map(CompletableFuture::failedFuture))
        .orElseThrow(() -> new ServiceException(ErrorCode.UNEXPECTED, "nothing came of a fetch"));
  }

  private boolean isDue() {
    Instant now = clock.instant();
    return held.map(h -> isOver(h.since(), lifetimes.refreshAfter(), now)).orElse(false);
  }

  private boolean mayRetry(Duration pause) {
    Instant now = clock.instant();
    return failure.map(f -> isOver(f.at(), pause, now)).orElse(true);
  }

  /** A clock that was set back counts as expired: an extra fetch is better than none for hours. */
  private static boolean isOver(Instant since, Duration span, Instant now) {
    Duration age = age(since, now);
    return age.isNegative() || age.compareTo(span) >= 0;
  }

  private static Duration age(Instant since, Instant now) {
    return Duration.between(since, now);
  }
}
