package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.journal.StoreHealth;
import io.azimuth.adapters.storage.mapdb.tree.EntryTree;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes: takes what waits, checks and applies batch by batch, commits all of
 * it with one sync, and has the answers sent. Ends when the queue is closed and empty.
 */
final class GroupWriter implements Runnable {

  private static final long RETRY_SECONDS = 1;

  private final WriteQueue queue;
  private final EntryTree tree;
  private final DiskHeadroom space;
  private final StoreHealth health;
  private final Executor answers;

  GroupWriter(
      WriteQueue queue, EntryTree tree, DiskHeadroom space, StoreHealth health, Executor answers) {
    this.queue = queue;
    this.tree = tree;
    this.space = space;
    this.health = health;
    this.answers = answers;
  }

  @Override
  public void run() {
    while (!queue.isExhausted()) {
      List<PendingBatch> group = take();
      if (group.isEmpty()) {
        space.retry();
      } else {
        write(group);
        answers.execute(() -> group.forEach(PendingBatch::complete));
      }
    }
  }

  private List<PendingBatch> take() {
    try {
      return queue.take(RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      // Nobody but the engine knows this thread; an interrupt would close the journal's channel.
      return List.of();
    }
  }

  /** A group that cannot be written is left undecided: unknown. */
  private void write(List<PendingBatch> group) {
    long cost = group.stream().mapToLong(PendingBatch::cost).sum();
    if (health.hasFailed() || !space.reserve(cost)) {
      return;
    }
    try {
      for (PendingBatch pending : group) {
        pending.decide(tree.apply(pending.batch()));
      }
      tree.commit();
    } catch (RuntimeException | Error e) {
      // The tree may be half changed: nothing of it may ever be committed.
      health.fail(e);
      group.forEach(pending -> pending.decide(CommitOutcome.UNKNOWN));
    }
  }
}
