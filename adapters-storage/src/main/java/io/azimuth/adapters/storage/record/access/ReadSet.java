package io.azimuth.adapters.storage.record.access;

import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.storage.StaleReadException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a unit of work has read. The first result for a key is kept until its end. */
public final class ReadSet {

  private static final int PAGE = 500;

  private final KeyValueEngine engine;
  private final RecordCipher cipher;
  private final Map<Key, Optional<Entry>> seen = new HashMap<>();
  private final Optional<Foresight.Guess> guess;
  private Map<Key, Optional<Entry>> ahead = Map.of();
  private boolean lookedAhead;

  /**
   * Nothing is read yet.
   *
   * @param cipher only checked for being open: entries are not decrypted here
   */
  public ReadSet(KeyValueEngine engine, RecordCipher cipher) {
    this(engine, cipher, Optional.empty());
  }

  private ReadSet(KeyValueEngine engine, RecordCipher cipher, Optional<Foresight.Guess> guess) {
    this.engine = engine;
    this.cipher = cipher;
    this.guess = guess;
  }

  /** Nothing is read yet. The first read also reads what is foreseen. */
  public static ReadSet foreseeing(
      KeyValueEngine engine, RecordCipher cipher, Foresight foresight, ReadHint hint) {
    return new ReadSet(engine, cipher, Optional.of(foresight.of(hint)));
  }

  /** The entry, kept or read now. */
  public Optional<Entry> entry(Key key) {
    cipher.requireOpen();
    Optional<Entry> known = seen.get(key);
    if (known != null) {
      return known;
    }
    lookAhead(List.of(key));
    Optional<Entry> foreseen = ahead.get(key);
    guess.ifPresent(it -> it.read(key, foreseen != null));
    Optional<Entry> entry = foreseen != null ? foreseen : engine.get(List.of(key)).get(0);
    seen.put(key, entry);
    return entry;
  }

  private void lookAhead(List<Key> wanted) {
    if (lookedAhead || guess.isEmpty()) {
      return;
    }
    lookedAhead = true;
    Set<Key> keys = new LinkedHashSet<>(wanted);
    keys.addAll(guess.get().keys());
    if (keys.size() > wanted.size()) {
      List<Key> all = List.copyOf(keys);
      List<Optional<Entry>> entries = engine.get(all);
      ahead = new HashMap<>();
      for (int i = 0; i < all.size(); i++) {
        ahead.put(all.get(i), entries.get(i));
      }
    }
  }

  /**
   * Reads the entries that decide about a token, all of one moment since the unit of work began.
   * They are not remembered.
   */
  public List<Optional<Entry>> ofToken(List<Key> keys) {
    cipher.requireOpen();
    lookAhead(keys);
    boolean foreseen = ahead.keySet().containsAll(keys);
    guess.ifPresent(it -> it.readOfToken(keys, foreseen));
    if (!foreseen) {
      return engine.get(keys);
    }
    List<Optional<Entry>> entries = new ArrayList<>(keys.size());
    for (Key key : keys) {
      entries.add(ahead.get(key));
    }
    return entries;
  }

  /**
   * Reads the entries now, all of one moment, and does not remember them. From then on nothing that
   * was read ahead counts.
   */
  public List<Optional<Entry>> fresh(List<Key> keys) {
    cipher.requireOpen();
    lookedAhead = true;
    ahead = Map.of();
    return engine.get(keys);
  }

  /**
   * Remembers entries that were read together.
   *
   * @throws StaleReadException when one of them has changed since an earlier read
   */
  public void remember(List<Key> keys, List<Optional<Entry>> entries) {
    for (int i = 0; i < keys.size(); i++) {
      Optional<Entry> earlier = seen.putIfAbsent(keys.get(i), entries.get(i));
      if (earlier != null && revision(earlier) != revision(entries.get(i))) {
        throw new StaleReadException();
      }
    }
  }

  /**
   * Remembers without reading that nothing is stored under the key, as for a new random id. What
   * was read before stays.
   */
  public void assumeAbsent(Key key) {
    seen.putIfAbsent(key, Optional.empty());
  }

  /** All entries that begin with the prefix. They are not remembered. */
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

  /**
   * At most that many entries that begin with the prefix and come after that key. They are not
   * remembered.
   */
  public List<Entry> page(Key prefix, Optional<Key> after, int limit) {
    cipher.requireOpen();
    return engine.scan(prefix, after, limit);
  }

  /** The keys of all entries that begin with the prefix. */
  List<Key> allKeys(Key prefix) {
    return all(after -> keys(prefix, after, PAGE), Function.identity());
  }

  /** The keys of at most that many entries that begin with the prefix and come after that key. */
  public List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    cipher.requireOpen();
    return engine.keys(prefix, after, limit);
  }

  /** Everything that was remembered. The commit requires that it is unchanged. */
  public Map<Key, Optional<Entry>> seen() {
    return Collections.unmodifiableMap(seen);
  }

  /** The revision of the entry; {@link Batch#ABSENT} when there is none. */
  public static long revision(Optional<Entry> entry) {
    return entry.map(Entry::revision).orElse(Batch.ABSENT);
  }
}
