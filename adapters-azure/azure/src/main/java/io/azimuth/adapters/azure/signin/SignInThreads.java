package io.azimuth.adapters.azure.signin;

import io.azimuth.spi.trace.CurrentSpan;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which the server signs in: few, daemons, gone when idle, never closed. A sign-in
 * belongs to the span of the call that began it.
 */
public final class SignInThreads {

  private static final int THREADS = 8;
  private static final int WAITING = 256;
  private static final Duration IDLE = Duration.ofSeconds(30);

  private SignInThreads() {}

  public static ExecutorService create() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "azure-sign-in-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            }) {
          @Override
          public void execute(Runnable task) {
            super.execute(CurrentSpan.carried(task));
          }
        };
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
