package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.application.epoch.StaleReadException;
import io.azimuth.application.port.engine.Batch;
import io.azimuth.application.port.engine.Entry;
import io.azimuth.application.port.engine.Key;
import io.azimuth.application.port.engine.KeyValueEngine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a unit of work has read. The first result for a key holds until its end. */
final class Reads {

  private static final int PAGE = 500;

  private final KeyValueEngine engine;
  private final RecordCipher cipher;
  private final Map<Key, Optional<Entry>> seen = new HashMap<>();

  Reads(KeyValueEngine engine, RecordCipher cipher) {
    this.engine = engine;
    this.cipher = cipher;
  }

  /** The entry, read now or before. */
  Optional<Entry> entry(Key key) {
    cipher.requireOpen();
    Optional<Entry> known = seen.get(key);
    if (known != null) {
      return known;
    }
    Optional<Entry> entry = engine.get(List.of(key)).get(0);
    seen.put(key, entry);
    return entry;
  }

  /** The entries as of this moment; nothing is remembered. */
  List<Optional<Entry>> fresh(List<Key> keys) {
    cipher.requireOpen();
    return engine.get(keys);
  }

  /**
   * Remembers entries that are all of one moment.
   *
   * @throws StaleReadException when one is no longer what was read before
   */
  void remember(List<Key> keys, List<Optional<Entry>> entries) {
    for (int i = 0; i < keys.size(); i++) {
      Optional<Entry> earlier = seen.putIfAbsent(keys.get(i), entries.get(i));
      if (earlier != null && revision(earlier) != revision(entries.get(i))) {
        throw new StaleReadException();
      }
    }
  }

  /** All entries that begin with the prefix. */
  List<Entry> all(Key prefix) {
    List<Entry> all = new ArrayList<>();
    List<Entry> page;
    do {
      Optional<Key> after =
          all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1).key());
      page = page(prefix, after, PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  /** Some entries that begin with the prefix. */
  List<Entry> page(Key prefix, Optional<Key> after, int limit) {
    cipher.requireOpen();
    return engine.scan(prefix, after, limit);
  }

  /** The keys of all entries that begin with the prefix. */
  List<Key> allKeys(Key prefix) {
    List<Key> all = new ArrayList<>();
    List<Key> page;
    do {
      Optional<Key> after = all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
      page = keys(prefix, after, PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  /** The keys of some entries that begin with the prefix. */
  List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    cipher.requireOpen();
    return engine.keys(prefix, after, limit);
  }

  /** All that was read, to be demanded at the commit. */
  Map<Key, Optional<Entry>> seen() {
    return Collections.unmodifiableMap(seen);
  }

  static long revision(Optional<Entry> entry) {
    return entry.map(Entry::revision).orElse(Batch.ABSENT);
  }
}
