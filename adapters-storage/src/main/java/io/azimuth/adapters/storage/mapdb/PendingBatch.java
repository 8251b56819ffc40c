package io.azimuth.adapters.storage.mapdb;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.concurrent.CompletableFuture;

/** A batch that waits for its commit. */
final class PendingBatch {

  /** What a small write costs in addition to its own bytes: its tree node is written again. */
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

  /** About how many bytes of journal and of main file the batch takes. */
  long cost() {
    return batch.bytes() + WRITE_COST * batch.writes().size();
  }

  /** Sets the outcome that is answered when the group is durable. */
  void decide(CommitOutcome decided) {
    outcome = decided;
  }

  void complete() {
    stage.complete(outcome);
  }
}
