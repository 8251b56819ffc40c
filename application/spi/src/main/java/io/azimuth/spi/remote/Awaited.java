package io.azimuth.spi.remote;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A value that may depend on the answer of another system: it is there, or it is pending.
 *
 * <p>Steps are chained with {@link #then} and {@link #thenAwait}. As long as all answers are there,
 * the steps run at once on the thread of the caller. From the first answer that is missing, the
 * remaining steps wait inside a {@link Pending}; no thread waits with them. They run when somebody
 * calls {@link Pending#resume}, and never on the thread that delivers the answer. A step that
 * throws ends the chain: the exception leaves the call that ran the step.
 *
 * @param <T> the type of the value
 */
public sealed interface Awaited<T> {

  /** A value that is there. */
  static <T> Awaited<T> of(T value) {
    return new Ready<>(value);
  }

  /**
   * The answer of another system.
   *
   * @throws ServiceException the failure of an answer that has failed already, or one with {@code
   *     whenLate} when the deadline has passed without an answer; later failures leave {@link
   *     Pending#resume}
   */
  static <T> Awaited<T> of(CompletableFuture<T> answer, Deadline deadline, ErrorCode whenLate) {
    return ended(answer, deadline)
        .then(
            ended -> {
              if (!ended) {
                throw new ServiceException(whenLate, "no answer within the caller's time");
              }
              return valueOf(answer);
            });
  }

  /** Whether the work ended, normally or exceptionally, before the deadline. */
  static Awaited<Boolean> ended(CompletableFuture<?> work, Deadline deadline) {
    return work.isDone() || deadline.remaining().isZero()
        ? of(work.isDone())
        : new Pending<>(deadline.firstEnd(work), () -> of(work.isDone()));
  }

  /**
   * The value of these steps, or that of the fallback when a step throws such an exception.
   *
   * @param fallback may throw, too
   */
  static <T, X extends RuntimeException> Awaited<T> recovering(
      Supplier<Awaited<T>> steps, Class<X> type, Function<? super X, ? extends T> fallback) {
    Awaited<T> result;
    try {
      result = steps.get();
    } catch (RuntimeException e) {
      if (!type.isInstance(e)) {
        throw e;
      }
      return of(fallback.apply(type.cast(e)));
    }
    return result.fold(
        Awaited::of,
        pending ->
            new Pending<>(pending.ended(), () -> recovering(pending::resume, type, fallback)));
  }

  /** Runs a step with the value, now or later. */
  default <R> Awaited<R> then(Function<? super T, ? extends R> step) {
    return thenAwait(value -> of(step.apply(value)));
  }

  /** Runs a step that may have to wait itself. */
  default <R> Awaited<R> thenAwait(Function<? super T, Awaited<R>> step) {
    return fold(
        step, pending -> new Pending<>(pending.ended(), () -> pending.resume().thenAwait(step)));
  }

  /** Handles both cases. */
  <R> R fold(Function<? super T, ? extends R> onReady, Function<Pending<T>, ? extends R> onPending);

  /** The value; blocks the thread while it is pending. For background work, never for a handler. */
  default T join() {
    return fold(
        value -> value,
        pending -> {
          pending.ended().join();
          return pending.resume().join();
        });
  }

  private static <T> T valueOf(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException | CancellationException e) {
      throw ServiceException.in(e)
          .orElseGet(() -> new ServiceException(ErrorCode.UNEXPECTED, "a fetch broke", e));
    }
  }

  /** A value that is there. */
  record Ready<T>(T value) implements Awaited<T> {

    public Ready {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public <R> R fold(
        Function<? super T, ? extends R> onReady, Function<Pending<T>, ? extends R> onPending) {
      return onReady.apply(value);
    }
  }

  /**
   * A value that waits for an answer, with the steps that remain. Made by {@link Awaited} only, so
   * each has a deadline.
   */
  final class Pending<T> implements Awaited<T> {

    private final CompletableFuture<Void> ended;
    private final Supplier<Awaited<T>> rest;

    private Pending(CompletableFuture<Void> ended, Supplier<Awaited<T>> rest) {
      this.ended = ended;
      this.rest = rest;
    }

    /** Completes, never exceptionally, when the answer has arrived or the deadline has passed. */
    public CompletableFuture<Void> ended() {
      return ended;
    }

    /**
     * Runs the remaining steps, as far as their answers are there. Call it once, when {@link
     * #ended} has completed; what has no answer by then is late.
     */
    public Awaited<T> resume() {
      return rest.get();
    }

    /** The same value, all of whose remaining steps run inside of what the runner returns. */
    public Pending<T> runBy(UnaryOperator<Supplier<Awaited<T>>> runner) {
      return new Pending<>(
          ended, () -> runner.apply(rest).get().fold(Awaited::of, next -> next.runBy(runner)));
    }

    @Override
    public <R> R fold(
        Function<? super T, ? extends R> onReady, Function<Pending<T>, ? extends R> onPending) {
      return onPending.apply(this);
    }
  }
}
