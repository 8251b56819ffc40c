package io.azimuth.bootstrap.server;

import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.PoolFigures;
import io.azimuth.spi.thread.OutOfMemory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
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
 * The few threads that serve no request. Bounded; daemons, so that they keep no process alive.
 * Cleaning up walks the whole store and takes long, so it has a thread of its own: rotations and
 * key changes do not wait for it.
 */
final class BackgroundThreads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundThreads.class);

  /** Those that never wait for a plugin. */
  private static final int RETRY_THREADS = 2;

  private static final int RETRY_QUEUE = 1_024;
  private static final int AUDIT_THREADS = 8;
  private static final int SEAL_THREADS = 2;
  private static final int SEAL_QUEUE = 16;

  /** What repeats begins when the first requests have been answered. */
  private static final Duration START = Duration.ofSeconds(1);

  private final ThreadPoolExecutor retries;
  private final ThreadPoolExecutor audit =
      new ThreadPoolExecutor(
          AUDIT_THREADS,
          AUDIT_THREADS,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(), // each device has at most one task here
          daemons("audit"));
  private final ThreadPoolExecutor seal =
      new ThreadPoolExecutor(
          SEAL_THREADS,
          SEAL_THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(SEAL_QUEUE),
          daemons("seal"));
  private final ScheduledExecutorService sealWatch =
      Executors.newSingleThreadScheduledExecutor(daemons("seal-watch"));
  private final ScheduledExecutorService reopening =
      Executors.newSingleThreadScheduledExecutor(daemons("store-reopening"));
  private final ScheduledExecutorService pauses =
      Executors.newSingleThreadScheduledExecutor(daemons("retry-timer"));
  private final ScheduledExecutorService cleanup =
      Executors.newSingleThreadScheduledExecutor(daemons("cleanup"));
  private final ScheduledExecutorService leases =
      Executors.newSingleThreadScheduledExecutor(daemons("leases"));
  private final ScheduledExecutorService maintenance =
      Executors.newSingleThreadScheduledExecutor(daemons("maintenance"));

  private final ScheduledExecutorService leadership =
      Executors.newSingleThreadScheduledExecutor(daemons("leadership"));

  /**
   * Creates the pools; threads begin when they are needed.
   *
   * @param mayWait how many threads may wait for plugins at a time while they run requests again
   */
  BackgroundThreads(int mayWait) {
    int most = RETRY_THREADS + mayWait;
    retries =
        new ThreadPoolExecutor(
            most,
            most,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(RETRY_QUEUE),
            daemons("retry"));
    retries.allowCoreThreadTimeOut(true);
    audit.allowCoreThreadTimeOut(true);
    seal.allowCoreThreadTimeOut(true);
  }

  /** The figures of the threads that run requests again, write audit records and ask the seal. */
  List<MetricSource> figures() {
    return List.of(
        new PoolFigures("retry", retries),
        new PoolFigures("audit", audit),
        new PoolFigures("seal", seal));
  }

  /** Runs a request again; throws {@code RejectedExecutionException} when too many wait. */
  void retry(Runnable attempt) {
    retries.execute(attempt);
  }

  /** Writes records of answers. */
  void audit(Runnable writing) {
    audit.execute(writing);
  }

  /** Waits for the system with the key of the seal; throws as {@link #retry} when too many wait. */
  void seal(Runnable work) {
    seal.execute(work);
  }

  /** Watches the seal repeatedly, on a thread of its own: the system with its key may be away. */
  void watchSeal(Runnable work, Duration pause) {
    repeat(sealWatch, work, pause);
  }

  /** Opens a restored store repeatedly: until then every request is refused. */
  void reopenStore(Runnable work, Duration pause) {
    repeat(reopening, work, pause);
  }

  /** Runs the task, which must not block, after the pause. */
  void afterPause(Duration pause, Runnable task) {
    var unused = pauses.schedule(() -> logging(task), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs the work once, after earlier work of the cleanup thread. */
  void cleanUpSoon(Runnable work) {
    cleanup.execute(() -> logging(work));
  }

  /** Cleans up repeatedly, with this pause between an end and the next start. */
  void cleanUp(Runnable work, Duration pause) {
    repeat(cleanup, work, pause);
  }

  /**
   * Ends leases repeatedly, on a thread of its own: systems that hold their secrets may be away.
   */
  void endLeases(Runnable work, Duration pause) {
    repeat(leases, work, pause);
  }

  /** Maintains repeatedly, with this pause between an end and the next start. */
  void maintain(Runnable work, Duration pause) {
    repeat(maintenance, work, pause);
  }

  /** Renews the leadership repeatedly: nothing else may delay that. */
  void renewLeadership(Runnable work, Duration pause) {
    repeat(leadership, work, Duration.ZERO, pause);
  }

  private static void repeat(ScheduledExecutorService timer, Runnable work, Duration pause) {
    repeat(timer, work, pause.compareTo(START) < 0 ? pause : START, pause);
  }

  private static void repeat(
      ScheduledExecutorService timer, Runnable work, Duration first, Duration pause) {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> logging(work), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    leadership.shutdownNow();
    maintenance.shutdownNow();
    cleanup.shutdownNow();
    leases.shutdownNow();
    pauses.shutdownNow();
    reopening.shutdownNow();
    sealWatch.shutdownNow();
    seal.shutdownNow();
    retries.shutdownNow();
    audit.shutdownNow();
  }

  // The timer would drop work that throws, without a word.
  private static void logging(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.error("background work failed", e);
      OutOfMemory.report(e);
    }
  }

  // A thread that a plugin has may hand over work, and must leave nothing of its own in the new
  // one.
  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return work -> {
      Thread thread = new Thread(group, work, name + "-" + number.incrementAndGet(), 0, false);
      thread.setContextClassLoader(loader);
      thread.setDaemon(true);
      return thread;
    };
  }
}
