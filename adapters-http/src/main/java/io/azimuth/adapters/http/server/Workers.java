package io.azimuth.adapters.http.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that carry requests out, and the bounded queue before them. */
final class Workers implements AutoCloseable {

  private final ThreadPoolExecutor pool;
  private final Semaphore slowClientPermits;

  Workers(int threads, int queue) {
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            task -> new Thread(task, "request-" + number.incrementAndGet()));
    this.slowClientPermits = new Semaphore(Math.max(1, threads / 2));
  }

  /** How many of the threads may wait for slow clients at a time: half of them. */
  Semaphore slowClientPermits() {
    return slowClientPermits;
  }

  /** False when the queue is full or the server closes. */
  boolean offer(Runnable task) {
    try {
      pool.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Requests that wait for a thread. */
  int waiting() {
    return pool.getQueue().size();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
