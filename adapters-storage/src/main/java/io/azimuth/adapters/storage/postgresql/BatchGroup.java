package io.azimuth.adapters.storage.postgresql;

import io.azimuth.adapters.storage.queue.PendingBatch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Batches that can be checked and applied in any order: none of them writes a key that another one
 * reads or writes.
 *
 * @param batches in the order in which they came
 */
record BatchGroup(List<PendingBatch> batches) {

  BatchGroup {
    batches = List.copyOf(batches);
  }

  /** Divides batches into groups. A batch is never before one that came earlier. */
  static List<BatchGroup> of(List<PendingBatch> batches) {
    List<BatchGroup> groups = new ArrayList<>();
    List<PendingBatch> current = new ArrayList<>();
    Set<Key> written = new HashSet<>();
    Set<Key> touched = new HashSet<>();
    for (PendingBatch pending : batches) {
      if (isInTheWay(pending, written, touched)) {
        groups.add(new BatchGroup(current));
        current.clear();
        written.clear();
        touched.clear();
      }
      current.add(pending);
      written.addAll(pending.batch().writes().keySet());
      touched.addAll(pending.batch().writes().keySet());
      touched.addAll(pending.batch().preconditions().keySet());
    }
    if (!current.isEmpty()) {
      groups.add(new BatchGroup(current));
    }
    return groups;
  }

  /**
   * Those that rest on what the store still has. The outcome of the others is a conflict.
   *
   * @param setBacks how often the store was set back
   */
  BatchGroup refuseFromBefore(long setBacks) {
    if (setBacks == 0) {
      return this;
    }
    List<PendingBatch> current = new ArrayList<>();
    for (PendingBatch pending : batches) {
      if (pending.batch().isFromBefore(setBacks)) {
        pending.decide(CommitOutcome.CONFLICT);
      } else {
        current.add(pending);
      }
    }
    return new BatchGroup(current);
  }

  private static boolean isInTheWay(PendingBatch pending, Set<Key> written, Set<Key> touched) {
    return pending.batch().preconditions().keySet().stream().anyMatch(written::contains)
        || pending.batch().writes().keySet().stream().anyMatch(touched::contains);
  }
}
