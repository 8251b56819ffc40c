package io.azimuth.adapters.storage.mapdb.tree;

import io.azimuth.spi.engine.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The copies that are being read, and what the group at work replaces: a copy that begins between
 * the group's first write and its commit needs that too, so it is remembered always.
 */
final class OpenCopies {

  /** Stands for a key that had no value; what the tree holds is never empty. */
  static final byte[] ABSENT = {};

  private final List<TreeCopy> open = new CopyOnWriteArrayList<>();
  private final Map<Key, byte[]> replaced = new HashMap<>();

  /** With the snapshot lock, so that no commit is published at the same time. */
  TreeCopy add(TreeCopy copy) {
    open.add(copy);
    return copy;
  }

  void remove(TreeCopy copy) {
    open.remove(copy);
  }

  /** The writer replaced what the tree held; only what the last commit had counts. */
  void replaced(Key key, byte @Nullable [] old) {
    replaced.putIfAbsent(key, old == null ? ABSENT : old);
  }

  /** Others see what was written from now on; while no reader holds the snapshot lock. */
  void publish() {
    for (TreeCopy copy : open) {
      replaced.forEach(copy::keep);
    }
    replaced.clear();
  }
}
