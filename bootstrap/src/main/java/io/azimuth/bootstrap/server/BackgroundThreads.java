package io.azimuth.bootstrap.server;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few threads that are nobody's request. Bounded; daemons, so that they keep nothing alive. */
final class BackgroundThreads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundThreads.class);
  private static final int RETRY_THREADS = 2;
  private static final int RETRY_QUEUE = 1_024;

  private final ThreadPoolExecutor retries =
      new ThreadPoolExecutor(
          RETRY_THREADS,
          RETRY_THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(RETRY_QUEUE),
          daemons("retry"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(daemons("background"));

  BackgroundThreads() {
    retries.allowCoreThreadTimeOut(true);
  }

  /** Runs a request again; throws {@code RejectedExecutionException} when too many wait. */
  void retry(Runnable attempt) {
    retries.execute(attempt);
  }

  /** Runs the work once, behind what the timer has to do before. */
  void soon(Runnable work) {
    timer.execute(() -> logging(work));
  }

  /** Runs the work now and again and again, the pause being between an end and the next start. */
  void repeat(Runnable work, Duration pause) {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> logging(work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    retries.shutdownNow();
  }

  // The timer would drop work that throws, without a word.
  private static void logging(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("background work failed, it will be repeated", e);
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
