package io.azimuth.adapters.storage.mapdb.tree;

import io.azimuth.spi.engine.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The copies that are being read, and the values that the current group replaces. The latter are
 * always kept, because a copy may begin between the group's first write and its commit.
 */
final class OpenCopies {

  /** Marks a key that had no value. A stored value is never empty. */
  static final byte[] ABSENT = {};

  private final List<TreeCopy> open = new CopyOnWriteArrayList<>();
  private final Map<Key, byte[]> replaced = new HashMap<>();

  /** The caller holds the snapshot lock, so that no commit becomes visible at the same time. */
  TreeCopy add(TreeCopy copy) {
    open.add(copy);
    return copy;
  }

  void remove(TreeCopy copy) {
    open.remove(copy);
  }

  /**
   * The writer replaced this value. Only the first one of a group is kept: the last commit has that
   * one.
   */
  void replaced(Key key, byte @Nullable [] old) {
    replaced.putIfAbsent(key, old == null ? ABSENT : old);
  }

  /**
   * A commit becomes visible: the copies get the replaced values. No reader holds the snapshot
   * lock.
   */
  void publish() {
    for (TreeCopy copy : open) {
      replaced.forEach(copy::keep);
    }
    replaced.clear();
  }
}
