package io.azimuth.adapters.storage.mapdb;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.concurrent.CompletableFuture;

/** A batch on its way to the disk. */
final class PendingBatch {

  /** What a small write may cost beside its own bytes: the tree node around it, written anew. */
  private static final long WRITE_COST = 8 << 10;

  private final Batch batch;
  private final CompletableFuture<CommitOutcome> stage = new CompletableFuture<>();
  private CommitOutcome outcome = CommitOutcome.UNKNOWN;

  PendingBatch(Batch batch) {
    this.batch = batch;
  }

  Batch batch() {
    return batch;
  }

  CompletableFuture<CommitOutcome> stage() {
    return stage;
  }

  /** About how many bytes of journal and of main file it takes. */
  long cost() {
    return batch.bytes() + WRITE_COST * batch.writes().size();
  }

  /** Remembers what becomes the answer when the group is durable. */
  void decide(CommitOutcome decided) {
    outcome = decided;
  }

  void complete() {
    stage.complete(outcome);
  }
}
