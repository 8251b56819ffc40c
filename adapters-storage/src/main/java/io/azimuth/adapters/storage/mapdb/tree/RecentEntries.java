package io.azimuth.adapters.storage.mapdb.tree;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Entries that were read lately, exactly as the last commit has them: MapDB reads whole nodes of
 * keys for each one, and every request asks for the same few.
 *
 * <p>Readers look and add while they hold the snapshot lock; what a commit changes is dropped while
 * it is published, when no reader holds it. So nothing is here that a reader of the tree would not
 * find.
 */
final class RecentEntries {

  /** With {@link #MOST_BYTES} each: 4 MB at most. */
  static final int MOST_ENTRIES = 1_024;

  /** Larger values are not kept. */
  static final int MOST_BYTES = 4_096;

  private final Map<Key, Entry> committed = new ConcurrentHashMap<>();
  private final Set<Key> changed = new HashSet<>();

  /** The entry, read now or before; with the snapshot lock. */
  Optional<Entry> get(Key key, Function<Key, Optional<Entry>> read) {
    Entry known = committed.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Entry> entry = read.apply(key);
    entry.filter(found -> found.value().length <= MOST_BYTES).ifPresent(this::add);
    return entry;
  }

  private void add(Entry entry) {
    if (committed.size() >= MOST_ENTRIES) {
      committed.clear();
    }
    committed.put(entry.key(), entry);
  }

  /** The revision that the writer sees, when it is known here; for the writer only. */
  OptionalLong revision(Key key) {
    Entry known = changed.contains(key) ? null : committed.get(key);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.revision());
  }

  /** The writer changes that key, which others see with the next commit. */
  void change(Key key) {
    changed.add(key);
  }

  /** Others see what was changed from now on; while no reader holds the snapshot lock. */
  void publish() {
    changed.forEach(committed::remove);
    changed.clear();
  }
}
