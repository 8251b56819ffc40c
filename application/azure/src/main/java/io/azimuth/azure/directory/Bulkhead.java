package io.azimuth.azure.directory;

import io.azimuth.spi.trace.CurrentSpan;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * An executor with a share of the threads that fetch from Azure, so that a Resource Manager that
 * does not answer leaves the other threads to key sets, without which no login works.
 */
public final class Bulkhead implements Executor {

  private static final int MAX_WAITING = 1_024;

  private final Executor threads;
  private final int lanes;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int taken;

  public Bulkhead(Executor threads, int lanes) {
    this.threads = threads;
    this.lanes = lanes;
  }

  /**
   * Runs the task, which throws nothing, when a lane is free; rejects it when too many wait for
   * one. A lane runs tasks of several callers: each for the span of its own.
   */
  @Override
  public void execute(Runnable task) {
    Runnable question = CurrentSpan.carried(task);
    synchronized (this) {
      if (taken == lanes) {
        if (waiting.size() == MAX_WAITING) {
          throw new RejectedExecutionException("too many questions wait");
        }
        waiting.add(question);
        return;
      }
      taken++;
    }
    try {
      threads.execute(() -> drive(question));
    } catch (RejectedExecutionException e) {
      leave();
      throw e;
    }
  }

  // A lane keeps its thread as long as tasks wait.
  private void drive(Runnable first) {
    Optional<Runnable> question = Optional.of(first);
    while (question.isPresent()) {
      question.get().run();
      question = next();
    }
  }

  private synchronized Optional<Runnable> next() {
    Optional<Runnable> question = Optional.ofNullable(waiting.poll());
    if (question.isEmpty()) {
      taken--;
    }
    return question;
  }

  private synchronized void leave() {
    taken--;
  }
}
