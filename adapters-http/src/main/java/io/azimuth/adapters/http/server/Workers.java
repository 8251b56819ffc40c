package io.azimuth.adapters.http.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that process requests, and the bounded queue in front of them. */
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

  /** How many of the threads may wait for slow clients at the same time: half of them. */
  Semaphore slowClientPermits() {
    return slowClientPermits;
  }

  /** Queues the task. Returns false when the queue is full or the server is closing. */
  boolean offer(Runnable task) {
    try {
      pool.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** The number of requests that wait for a thread. */
  int waiting() {
    return pool.getQueue().size();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
