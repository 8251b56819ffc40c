package io.azimuth.adapters.storage.queue;

import io.azimuth.spi.thread.EssentialThread;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Sends the answers to groups of batches, so that a writer can go on with the next group. */
public final class AnswerThread {

  /** How many groups may wait. Beyond that the writer sends them itself, which slows it down. */
  private static final int MOST_WAITING = 64;

  private AnswerThread() {}

  /** A single thread of this name, which runs already: later there may be no memory for it. */
  public static ThreadPoolExecutor start(String name) {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> new EssentialThread(work, name),
            new ThreadPoolExecutor.CallerRunsPolicy());
    thread.prestartAllCoreThreads();
    return thread;
  }

  /** Completes the batches on that thread, or here when it takes no more. */
  public static void send(List<PendingBatch> group, Executor answers) {
    boolean handedOver = false;
    try {
      answers.execute(() -> group.forEach(PendingBatch::complete));
      handedOver = true;
    } finally {
      if (!handedOver) {
        group.forEach(PendingBatch::complete);
      }
    }
  }
}
