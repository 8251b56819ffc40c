package io.azimuth.adapters.storage.queue;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.concurrent.CompletableFuture;

/** A batch that waits for its commit. */
public final class PendingBatch {

  /** What a small write costs in addition to its own bytes: its tree node is written again. */
  private static final long WRITE_COST = 8 << 10;

  private static final long REMOVAL_COST = 4 << 10;

  private final Batch batch;
  private final CompletableFuture<CommitOutcome> stage = new CompletableFuture<>();
  private CommitOutcome outcome = CommitOutcome.UNKNOWN;

  /** A batch without an outcome. */
  public PendingBatch(Batch batch) {
    this.batch = batch;
  }

  public Batch batch() {
    return batch;
  }

  /** Completes with the outcome. */
  public CompletableFuture<CommitOutcome> stage() {
    return stage;
  }

  /** About how many bytes the batch takes on the disk. */
  public long cost() {
    return batch.bytes() + WRITE_COST * batch.writes().size();
  }

  /**
   * The same for one that mostly deletes: its nodes become smaller, and old ones are used again.
   */
  public long removalCost() {
    return batch.bytes() + REMOVAL_COST * batch.writes().size();
  }

  /** Sets the outcome that is answered when the group is durable. */
  public void decide(CommitOutcome decided) {
    outcome = decided;
  }

  /** Completes the stage with the outcome; unknown when none was set. */
  public void complete() {
    stage.complete(outcome);
  }
}
