package io.azimuth.application.remote;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time that a caller is willing to wait, in all; it runs from the moment this is made. */
public final class Patience {

  private final long deadline;

  private Patience(long deadline) {
    this.deadline = deadline;
  }

  /** Patience that ends so much later. */
  public static Patience of(Duration time) {
    return new Patience(System.nanoTime() + time.toNanos());
  }

  /** What is left of it; zero when it has ended. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /**
   * The answer, once it is there.
   *
   * @throws ServiceException the one the answer failed with, or one with {@code whenLate}
   */
  public <T> T await(CompletableFuture<T> answer, ErrorCode whenLate) {
    try {
      return answer.get(left().toNanos(), TimeUnit.NANOSECONDS);
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

  /** Waits until the work has ended, in whatever way, or patience has; whether the work has. */
  public boolean outlasts(CompletableFuture<?> work) {
    try {
      work.get(left().toNanos(), TimeUnit.NANOSECONDS);
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

  /** The same patience, but no more than that time of it. */
  public Patience atMost(Duration time) {
    Duration left = left();
    return of(left.compareTo(time) < 0 ? left : time);
  }
}
