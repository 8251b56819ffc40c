package io.azimuth.application.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What one device still has to do, in order; one thread at a time does it. Bounded: it throws
 * {@link RejectedExecutionException} when full, so that a device that hangs holds no more memory.
 */
final class AuditQueue implements Executor {

  /** More than the answers of any shared commit; a device that lags further misses records. */
  static final int CAPACITY = 1_024;

  private final AuditExecutor threads;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  AuditQueue(AuditExecutor threads) {
    this.threads = threads;
  }

  /**
   * Has the task run after all earlier ones. Does not block.
   *
   * @param task must not throw
   * @throws RejectedExecutionException when too many wait, or the server stops
   */
  @Override
  public synchronized void execute(Runnable task) {
    if (waiting.size() >= CAPACITY) {
      throw new RejectedExecutionException("too many records wait");
    }
    waiting.add(task);
    if (!running) {
      running = true;
      start();
    }
  }

  private synchronized void start() {
    try {
      threads.execute(this::drain);
    } catch (RejectedExecutionException e) {
      running = false;
      waiting.clear(); // it held no other task
      throw e;
    }
  }

  private void drain() {
    Optional<Runnable> next = next();
    while (next.isPresent()) {
      next.get().run();
      next = next();
    }
  }

  /** How many tasks wait. */
  synchronized int size() {
    return waiting.size();
  }

  private synchronized Optional<Runnable> next() {
    Optional<Runnable> next = Optional.ofNullable(waiting.poll());
    running = next.isPresent();
    return next;
  }
}
