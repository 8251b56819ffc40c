package io.azimuth.spi.remote;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The time that a caller is willing to wait, in all; it runs from the moment this is made.
 *
 * <p>One kind waits in its thread. The other keeps no thread: where it would wait it throws {@link
 * AwaitException}, and the caller comes again with the same patience.
 */
public final class Deadline {

  private final long start;
  private final long deadline;
  private final boolean threadless;

  private Deadline(long start, long deadline, boolean threadless) {
    this.start = start;
    this.deadline = deadline;
    this.threadless = threadless;
  }

  /** Patience that ends so much later and waits in its thread. */
  public static Deadline of(Duration time) {
    return from(System.nanoTime(), time, false);
  }

  /** Patience that ends so much later and never keeps a thread. */
  public static Deadline parking(Duration time) {
    return from(System.nanoTime(), time, true);
  }

  private static Deadline from(long start, Duration time, boolean threadless) {
    return new Deadline(start, start + time.toNanos(), threadless);
  }

  /** Whether it was made before that moment of {@link System#nanoTime}. */
  public boolean startedBefore(long nanoTime) {
    return start - nanoTime < 0;
  }

  /** What is left of it; zero when it has ended. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /**
   * The answer, once it is there.
   *
   * @throws ServiceException the one the answer failed with, or one with {@code whenLate}
   * @throws AwaitException when it is not there yet and this patience keeps no thread
   */
  public <T> T await(CompletableFuture<T> answer, ErrorCode whenLate) {
    parkIfPending(answer);
    try {
      return answer.get(remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new ServiceException(whenLate, "no answer within the caller's time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException(whenLate, "interrupted while waiting for an answer", e);
    } catch (ExecutionException e) {
      throw ServiceException.in(e)
          .orElseGet(() -> new ServiceException(ErrorCode.UNEXPECTED, "a fetch broke", e));
    }
  }

  /**
   * Waits until the work has ended, in whatever way, or patience has; whether the work has.
   *
   * @throws AwaitException when neither has ended and this patience keeps no thread
   */
  public boolean awaitCompletion(CompletableFuture<?> work) {
    parkIfPending(work);
    try {
      work.get(remaining().toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** The same patience, but only as much of it as lies within that time of its beginning. */
  public Deadline within(Duration time) {
    return new Deadline(start, Math.min(deadline, start + time.toNanos()), threadless);
  }

  private void parkIfPending(CompletableFuture<?> work) {
    Duration left = remaining();
    if (threadless && !work.isDone() && !left.isZero()) {
      throw new AwaitException(
          work.<Void>handle((value, thrown) -> null)
              .completeOnTimeout(null, left.toNanos(), TimeUnit.NANOSECONDS));
    }
  }
}
