package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.journal.JournalVolume;
import io.azimuth.adapters.storage.queue.PendingBatch;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Keeps the main file longer than its content. If it cannot grow, new batches are refused before
 * anything is journaled, and reads continue. Batches accepted before use the first part of the
 * headroom; the rest is a reserve, from which batches that delete or revoke are still committed.
 */
final class DiskHeadroom {

  /** Usually enough for the batches that are queued when the disk becomes full. */
  static final long AHEAD = 2L << 20;

  /** Enough for thousands of removals: room that they free is used again. */
  static final long RESERVE = 8L << 20;

  private final Supplier<JournalVolume> volume;
  private final Logger logger;
  private volatile boolean full;

  DiskHeadroom(Supplier<JournalVolume> volume, Logger logger) {
    this.volume = volume;
    this.logger = logger;
  }

  /** Makes the headroom that the first group needs. For the writer. */
  void prepare() {
    grow(AHEAD + RESERVE);
  }

  /** Which batches of the group can be committed together. For the writer. */
  List<PendingBatch> admitted(List<PendingBatch> group) {
    long cost = group.stream().mapToLong(PendingBatch::cost).sum();
    if (grow(cost + AHEAD + RESERVE) || volume.get().headroom() >= cost + RESERVE) {
      return group;
    }
    List<PendingBatch> admitted = new ArrayList<>();
    long left = volume.get().headroom();
    for (PendingBatch pending : group) {
      if (pending.batch().mayUseReserve() && pending.removalCost() <= left) {
        left -= pending.removalCost();
        admitted.add(pending);
      }
    }
    return admitted;
  }

  /** Tries to grow again if the last attempt failed. For the writer. */
  void retry() {
    if (full) {
      grow(AHEAD + RESERVE);
    }
  }

  private boolean grow(long bytes) {
    try {
      volume.get().reserve(bytes);
      report(Optional.empty());
      return true;
    } catch (IOException e) {
      report(Optional.of(e));
      return false;
    }
  }

  private void report(Optional<IOException> failure) {
    if (failure.isPresent() == full) {
      return;
    }
    full = failure.isPresent();
    if (full) {
      logger.error(
          "the store cannot grow: only deletions and revocations are accepted, reads go on",
          failure.get());
    } else {
      logger.info("the store can grow again: writes are accepted");
    }
  }

  /** Whether the store could not grow at the last attempt. */
  boolean isFull() {
    return full;
  }

  /** Throws when the disk is full and the batch has no right to the reserve, or that is used up. */
  void check(PendingBatch pending) {
    Batch batch = pending.batch();
    if (full && !(batch.mayUseReserve() && pending.removalCost() <= volume.get().headroom())) {
      throw new ServiceException(ErrorCode.STORE_FULL, "the main file cannot grow");
    }
  }
}
