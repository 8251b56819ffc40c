package io.azimuth.adapters.storage.record.access;

import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.storage.StaleReadException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a unit of work has read. The first result for a key holds until its end. */
public final class ReadSet {

  private static final int PAGE = 500;

  private final KeyValueEngine engine;
  private final RecordCipher cipher;
  private final Map<Key, Optional<Entry>> seen = new HashMap<>();

  public ReadSet(KeyValueEngine engine, RecordCipher cipher) {
    this.engine = engine;
    this.cipher = cipher;
  }

  /** The entry, read now or before. */
  public Optional<Entry> entry(Key key) {
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
  public List<Optional<Entry>> fresh(List<Key> keys) {
    cipher.requireOpen();
    return engine.get(keys);
  }

  /**
   * Remembers entries that are all of one moment.
   *
   * @throws StaleReadException when one is no longer what was read before
   */
  public void remember(List<Key> keys, List<Optional<Entry>> entries) {
    for (int i = 0; i < keys.size(); i++) {
      Optional<Entry> earlier = seen.putIfAbsent(keys.get(i), entries.get(i));
      if (earlier != null && revision(earlier) != revision(entries.get(i))) {
        throw new StaleReadException();
      }
    }
  }

  /** All entries that begin with the prefix. */
  List<Entry> all(Key prefix) {
    return all(after -> page(prefix, after, PAGE), Entry::key);
  }

  private static <T> List<T> all(Function<Optional<Key>, List<T>> pages, Function<T, Key> key) {
    List<T> all = new ArrayList<>();
    Optional<Key> after = Optional.empty();
    List<T> page;
    do {
      page = pages.apply(after);
      all.addAll(page);
      after = page.isEmpty() ? after : Optional.of(key.apply(page.get(page.size() - 1)));
    } while (page.size() == PAGE);
    return all;
  }

  /** Some entries that begin with the prefix. */
  public List<Entry> page(Key prefix, Optional<Key> after, int limit) {
    cipher.requireOpen();
    return engine.scan(prefix, after, limit);
  }

  /** The keys of all entries that begin with the prefix. */
  List<Key> allKeys(Key prefix) {
    return all(after -> keys(prefix, after, PAGE), Function.identity());
  }

  /** The keys of some entries that begin with the prefix. */
  public List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    cipher.requireOpen();
    return engine.keys(prefix, after, limit);
  }

  /** All that was read, to be demanded at the commit. */
  public Map<Key, Optional<Entry>> seen() {
    return Collections.unmodifiableMap(seen);
  }

  public static long revision(Optional<Entry> entry) {
    return entry.map(Entry::revision).orElse(Batch.ABSENT);
  }
}
