package io.azimuth.adapters.storage.mapdb.tree;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * What was read recently of the last commit: entries, and that there is none. MapDB reads whole
 * nodes of keys for each key, and every request reads the same few.
 *
 * <p>Readers look up and add while they hold the snapshot lock. What a commit changes is removed
 * when it becomes visible, while no reader holds that lock. So an entry here is always the one in
 * the tree.
 */
final class RecentEntries {

  /** At most 4 MB with {@link #MOST_BYTES} each. */
  static final int MOST_ENTRIES = 1_024;

  /** Larger values are not kept. */
  static final int MOST_BYTES = 4_096;

  // Evicts on the caller's thread: no pool of its own.
  private final Cache<Key, Optional<Entry>> committed =
      Caffeine.newBuilder().maximumSize(MOST_ENTRIES).executor(Runnable::run).build();
  private final Set<Key> changed = new HashSet<>();

  /** The entry, kept or read now. The caller holds the snapshot lock. */
  Optional<Entry> get(Key key, Function<Key, Optional<Entry>> read) {
    Optional<Entry> known = committed.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Optional<Entry> entry = read.apply(key);
    if (entry.isEmpty() || entry.get().value().length <= MOST_BYTES) {
      committed.put(key, entry);
    }
    return entry;
  }

  /**
   * The revision that the writer sees, {@link Batch#ABSENT} without an entry, if it is known here.
   * Only the writer calls this.
   */
  OptionalLong revision(Key key) {
    Optional<Entry> known = changed.contains(key) ? null : committed.getIfPresent(key);
    return known == null
        ? OptionalLong.empty()
        : OptionalLong.of(known.map(Entry::revision).orElse(Batch.ABSENT));
  }

  /** The writer changes that key. Others see the change after the next commit. */
  void change(Key key) {
    changed.add(key);
  }

  /** A commit becomes visible: changed entries are removed. No reader holds the snapshot lock. */
  void publish() {
    committed.invalidateAll(changed);
    changed.clear();
  }
}
