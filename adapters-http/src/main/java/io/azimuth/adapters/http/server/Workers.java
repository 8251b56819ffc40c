package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.connection.AddressBlock;
import io.azimuth.adapters.http.request.SlowBodies;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.PoolFigures;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The threads that process requests, and the bounded queue in front of them. */
final class Workers implements AutoCloseable {

  private final ThreadPoolExecutor pool;
  private final RequestLanes<Task> tasks;
  private final SlowBodies slowBodies;

  /** What a request waits for: a thread that runs it, or the refusal. */
  private record Task(Runnable run, Runnable refuse) {}

  /**
   * Starts no thread yet.
   *
   * @param behind whether the I/O threads are behind
   */
  Workers(HttpConfig.Capacity capacity, BooleanSupplier behind) {
    int threads = capacity.workers();
    AtomicInteger number = new AtomicInteger();
    this.tasks = new RequestLanes<>(capacity.queue(), capacity.logins(), behind, System::nanoTime);
    // The pool's own queue has at most one call of runNext for each waiting task, so it is bounded
    // too.
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "request-" + number.incrementAndGet()));
    this.slowBodies = new SlowBodies(Math.max(1, threads / 2));
  }

  /** How many of the threads may wait for slow clients at the same time: half of them. */
  SlowBodies slowBodies() {
    return slowBodies;
  }

  /**
   * Queues a task of a client, or one without a client.
   *
   * @param newcomer whether the client wants its first answer, such as a login
   * @param refuse runs instead of {@code run}, on any thread, when the queue has no place for the
   *     task, later gives its place to another client, or is closing
   */
  void offer(boolean newcomer, Optional<AddressBlock> client, Runnable run, Runnable refuse) {
    Optional<Task> displaced = tasks.offer(newcomer, client, new Task(run, refuse));
    if (displaced.isPresent()) {
      displaced.get().refuse().run();
      return;
    }
    if (!schedule()) {
      refuse.run();
    }
  }

  private void runNext() {
    Optional<RequestLanes.Turn<Task>> turn = tasks.poll();
    if (turn.isEmpty()) {
      return;
    }
    scheduleDue();
    try {
      turn.get().element().run().run();
    } finally {
      tasks.end(turn.get());
      scheduleDue();
    }
  }

  private void scheduleDue() {
    for (int due = tasks.due(); due > 0; due--) {
      schedule();
    }
  }

  /** Returns false when the pool is closing. */
  private boolean schedule() {
    try {
      pool.execute(this::runNext);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  MetricSource figures() {
    return new PoolFigures("request", pool, tasks::size);
  }

  /** The number of requests that wait for a thread. */
  int waiting() {
    return tasks.size();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
