package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.PluginOrigin;
import io.azimuth.spi.trace.CurrentSpan;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads for what a plugin does in the background, and for its actions after a commit. They
 * are its own: tasks that never end leave the server's threads to others.
 */
final class BackgroundTasks implements Executor, AutoCloseable {

  private static final int THREADS = 8;
  private static final int WAITING = 256;
  private static final long KEEP_ALIVE_SECONDS = 30;

  private final ThreadPoolExecutor pool;

  BackgroundTasks(PluginOrigin origin, String part) {
    pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            origin.factory(part));
    pool.allowCoreThreadTimeOut(true);
  }

  /** Throws {@code RejectedExecutionException} when too many tasks wait. */
  @Override
  public void execute(Runnable task) {
    pool.execute(CurrentSpan.carried(task));
  }

  int busy() {
    return pool.getActiveCount();
  }

  int waiting() {
    return pool.getQueue().size();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
