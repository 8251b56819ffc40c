package io.azimuth.bootstrap.server.warmup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does before it listens, so that its first login does not pay for it: loading
 * classes and fetching keys. It runs beside the opening of the store, and the server waits for it
 * only for a bounded time; then it goes on while the server serves. Nothing of it is needed.
 */
public final class WarmStart implements AutoCloseable {

  /** How long the server waits at most before it listens. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(WarmStart.class);

  private final long deadline;
  private final List<CompletableFuture<Void>> works = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "warm-start");
            thread.setDaemon(true);
            return thread;
          });

  /** The time begins now. */
  public WarmStart(Duration patience) {
    deadline = System.nanoTime() + patience.toNanos();
  }

  /** Runs the work on a thread of its own. */
  public void begin(Runnable work) {
    works.add(CompletableFuture.runAsync(work, threads));
  }

  /** Returns when all work has ended or the time is up; a failure is logged. */
  public void await() throws InterruptedException {
    for (CompletableFuture<Void> work : works) {
      try {
        work.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        LOG.info("the server listens before it is warm");
        return;
      } catch (ExecutionException e) {
        LOG.warn("a part of the warm start failed", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
