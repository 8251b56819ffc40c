package io.azimuth.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks beside each other, each on a thread of its own. */
public final class AtOnce {

  private static final long PATIENCE_SECONDS = 120;

  private AtOnce() {}

  /**
   * Runs all tasks and returns what they returned, in the order of the tasks.
   *
   * @throws ExecutionException if a task threw
   * @throws java.util.concurrent.CancellationException if a task took more than two minutes
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public static <T> List<T> run(List<Callable<T>> tasks)
      throws ExecutionException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(tasks, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
