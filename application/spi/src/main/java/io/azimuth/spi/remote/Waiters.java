package io.azimuth.spi.remote;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests that wait for one answer of another system. Their number is limited, because a
 * server has a limited number of places for requests that wait, and one silent system must not take
 * them all.
 */
public final class Waiters {

  /** The most requests that wait at a time. */
  public static final int MOST = 64;

  private final String answer;
  private final ErrorCode unavailable;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * No request waits yet.
   *
   * @param answer what is waited for, such as the address of a document
   * @param unavailable the fault when it does not come in time, or when too many wait
   */
  public Waiters(String answer, ErrorCode unavailable) {
    this.answer = answer;
    this.unavailable = unavailable;
  }

  /**
   * The answer, as {@link Awaited#of(CompletableFuture, Deadline, ErrorCode)} has it.
   *
   * @throws ServiceException also when too many wait for it
   */
  public <T> Awaited<T> await(CompletableFuture<T> coming, Deadline deadline) {
    if (!coming.isDone()) {
      enter();
      var unused = deadline.firstEnd(coming).thenRun(waiting::decrementAndGet);
    }
    return Awaited.of(coming, deadline, unavailable);
  }

  private void enter() {
    if (waiting.incrementAndGet() > MOST) {
      waiting.decrementAndGet();
      throw new ServiceException(unavailable, "too many requests wait for " + answer);
    }
  }
}
