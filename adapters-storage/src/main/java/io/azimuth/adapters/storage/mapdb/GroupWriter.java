package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.tree.EntryTree;
import io.azimuth.adapters.storage.measure.GroupFigures;
import io.azimuth.adapters.storage.queue.AnswerThread;
import io.azimuth.adapters.storage.queue.PendingBatch;
import io.azimuth.adapters.storage.queue.WriteQueue;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.thread.OutOfMemory;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The only thread that writes. It takes the waiting batches, checks and applies them one by one,
 * commits them with one sync, and has the answers sent. It ends when the queue is closed and empty.
 */
final class GroupWriter implements Runnable {

  private static final long RETRY_SECONDS = 1;

  /** A commit takes milliseconds; a disk that needs longer than this hangs. */
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final WriteQueue queue;
  private final OpenStore store;
  private final DiskHeadroom space;
  private final AtomicReference<@Nullable Runnable> between = new AtomicReference<>();
  private final Executor answers;
  private final GroupFigures figures;
  private volatile long groupBegan; // in nanoseconds; 0 between two groups

  GroupWriter(
      WriteQueue queue,
      OpenStore store,
      DiskHeadroom space,
      Executor answers,
      GroupFigures figures) {
    this.queue = queue;
    this.store = store;
    this.space = space;
    this.answers = answers;
    this.figures = figures;
  }

  /** Ends by an exception only when it cannot go on; then the store refuses everything. */
  @Override
  public void run() {
    try {
      serve();
    } catch (RuntimeException | Error e) {
      store.health().fail(e);
      abandonQueue();
      throw e;
    }
  }

  private void serve() {
    space.prepare();
    while (!queue.isExhausted()) {
      List<PendingBatch> group = take();
      runBetween();
      if (group.isEmpty()) {
        space.retry();
      } else {
        groupBegan = Math.max(1, System.nanoTime());
        write(group);
        groupBegan = 0;
        AnswerThread.send(group, answers);
      }
    }
  }

  /** Has the writer run the task once, between two groups: within a second, if it lives. */
  void betweenGroups(Runnable task) {
    between.set(task);
  }

  private void runBetween() {
    Runnable task = between.getAndSet(null);
    if (task != null) {
      task.run();
      space.prepare(); // the file may be another one
    }
  }

  /** Whether the current group has taken so long at that time that its disk must hang. */
  boolean isStuckAt(long nanoTime) {
    long began = groupBegan;
    return began != 0 && nanoTime - began > STUCK_NANOS;
  }

  // Callers must not wait forever: the outcome is unknown.
  private void abandonQueue() {
    queue.close();
    while (!queue.isExhausted()) {
      take().forEach(PendingBatch::complete);
    }
  }

  private List<PendingBatch> take() {
    try {
      return queue.take(RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      // Only the engine knows this thread. An interrupt would close the journal's channel.
      return List.of();
    }
  }

  /** The outcome of batches that cannot be written stays unknown. */
  private void write(List<PendingBatch> group) {
    List<PendingBatch> admitted = store.health().hasFailed() ? List.of() : space.admitted(group);
    if (admitted.isEmpty()) {
      return;
    }
    EntryTree tree = store.tree();
    try {
      for (PendingBatch pending : admitted) {
        pending.decide(tree.apply(pending.batch()));
      }
      long begun = System.nanoTime();
      tree.commit();
      figures.written(begun);
    } catch (RuntimeException | Error e) {
      // The tree may be changed in part, so no part of it may ever be committed.
      store.failWrite(e);
      group.forEach(pending -> pending.decide(CommitOutcome.UNKNOWN));
      OutOfMemory.report(e);
    }
  }
}
