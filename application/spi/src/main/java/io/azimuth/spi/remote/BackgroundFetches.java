package io.azimuth.spi.remote;

import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.PoolFigures;
import io.azimuth.spi.thread.OutOfMemory;
import io.azimuth.spi.trace.CurrentSpan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that fetch remote values, separate from those that serve requests, and the timer that
 * refreshes the values. No thread runs before the first fetch or {@link #start}.
 */
public final class BackgroundFetches implements Executor, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BackgroundFetches.class);
  private static final Duration TICK = Duration.ofMinutes(1);
  private static final int THREADS = 52;
  private static final int WAITING = 1_024;

  private final ThreadPoolExecutor pool;
  private final ScheduledExecutorService clockwork;
  private final List<Runnable> rounds = new CopyOnWriteArrayList<>();

  /** Creates no thread; threads start on demand and end when idle. */
  public BackgroundFetches() {
    pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            daemons("fetch-"));
    pool.allowCoreThreadTimeOut(true);
    clockwork = Executors.newSingleThreadScheduledExecutor(daemons("fetch-clock-"));
  }

  /**
   * Runs a fetch for the span of this thread; rejected with RejectedExecutionException when too
   * many wait or after close.
   */
  @Override
  public void execute(Runnable fetch) {
    pool.execute(CurrentSpan.carried(fetch));
  }

  /** Calls the task once a minute after {@link #start}; it begins the fetches that are due. */
  public void everyMinute(Runnable round) {
    rounds.add(round);
  }

  /** The figures of the threads that fetch. */
  public MetricSource figures() {
    return new PoolFigures("fetch", pool);
  }

  /** Starts the timer. */
  public void start() {
    var unused =
        clockwork.scheduleWithFixedDelay(
            this::round, TICK.toSeconds(), TICK.toSeconds(), TimeUnit.SECONDS);
  }

  /** Ends all threads, running fetches included. */
  @Override
  public void close() {
    clockwork.shutdownNow();
    pool.shutdownNow();
  }

  private void round() {
    for (Runnable round : rounds) {
      try {
        round.run();
      } catch (RuntimeException | Error e) { // the timer would end, without a word
        log.warn("a round of background fetches failed", e);
        OutOfMemory.report(e);
      }
    }
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
