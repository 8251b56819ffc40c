package io.azimuth.adapters.azure.simulator.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one simulator: a bounded pool, and a timer for late answers. */
public final class SimulatorThreads implements AutoCloseable {

  private static final int WORKERS = 16;
  private static final int WAITING = 256;

  private final ThreadPoolExecutor workers;
  private final ScheduledExecutorService timer;

  public SimulatorThreads() {
    // When the queue is full, the server's own thread runs the task and accepts no connection
    // meanwhile.
    workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            named("azure-simulator-"),
            new ThreadPoolExecutor.CallerRunsPolicy());
    workers.allowCoreThreadTimeOut(true);
    timer = Executors.newSingleThreadScheduledExecutor(named("azure-simulator-timer-"));
  }

  public ThreadPoolExecutor workers() {
    return workers;
  }

  public ScheduledExecutorService timer() {
    return timer;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
