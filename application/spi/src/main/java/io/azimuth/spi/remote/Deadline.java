package io.azimuth.spi.remote;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The total time that a caller waits; it runs from the creation of this object.
 *
 * <p>One kind blocks the thread of the caller. The other blocks no thread: where it would wait it
 * throws {@link AwaitException}, and the caller tries again later with the same object.
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

  /** Ends after that time and blocks the thread of the caller. */
  public static Deadline of(Duration time) {
    return from(System.nanoTime(), time, false);
  }

  /** Ends after that time and never blocks a thread. */
  public static Deadline parking(Duration time) {
    return from(System.nanoTime(), time, true);
  }

  private static Deadline from(long start, Duration time, boolean threadless) {
    return new Deadline(start, start + time.toNanos(), threadless);
  }

  /** Whether it was created before that moment of {@link System#nanoTime}. */
  public boolean startedBefore(long nanoTime) {
    return start - nanoTime < 0;
  }

  /** The time that is left; zero when it has ended. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /**
   * The answer, when it has arrived.
   *
   * @throws ServiceException the failure of the answer, or one with {@code whenLate} when the time
   *     has ended
   * @throws AwaitException when it has not arrived and this object blocks no thread
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
   * Waits until the work has ended, normally or exceptionally, or the time has; returns whether the
   * work has ended.
   *
   * @throws AwaitException when neither has ended and this object blocks no thread
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

  /** The same time, limited to that duration from its beginning. */
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
