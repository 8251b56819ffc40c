package io.azimuth.adapters.storage.record.access;

import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
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

/**
 * What a unit of work has read. The first result for a key is kept until its end. Everything is of
 * one generation of the store, the one of the open barrier at the beginning: each read also reads
 * the entry of the generation, so one that sees a restored snapshot is refused.
 */
public final class ReadSet {

  private static final int PAGE = 500;

  private final KeyValueEngine engine;
  private final long setBacks;
  private final RecordCipher cipher;
  private final Map<Key, Optional<Entry>> seen = new HashMap<>();
  private final Optional<ReadAheadHints.Guess> guess;
  private final long generation;
  private Map<Key, Optional<Entry>> ahead = Map.of();
  private boolean lookedAhead;

  /**
   * Nothing is read yet.
   *
   * @param cipher knows whether it is open and for which generation of the store: entries are not
   *     decrypted here
   */
  public ReadSet(KeyValueEngine engine, RecordCipher cipher) {
    this(engine, cipher, Optional.empty());
  }

  private ReadSet(
      KeyValueEngine engine, RecordCipher cipher, Optional<ReadAheadHints.Guess> guess) {
    this.engine = engine;
    this.setBacks = engine.setBacks();
    this.cipher = cipher;
    this.guess = guess;
    this.generation = cipher.generation();
  }

  /** The generation of the store that everything is of. The commit requires it. */
  public long generation() {
    return generation;
  }

  /** How often the store was set back before everything was read. The commit requires it. */
  public long setBacks() {
    return setBacks;
  }

  /** Nothing is read yet. The first read also reads what is foreseen. */
  public static ReadSet readingAhead(
      KeyValueEngine engine, RecordCipher cipher, ReadAheadHints hints, ReadHint hint) {
    return new ReadSet(engine, cipher, Optional.of(hints.of(hint)));
  }

  /** The entry, kept or read now. */
  public Optional<Entry> entry(Key key) {
    cipher.requireOpen();
    Optional<Entry> known = seen.get(key);
    if (known != null) {
      return known;
    }
    lookAhead(List.of(key));
    Optional<Entry> readAhead = ahead.get(key);
    guess.ifPresent(it -> it.read(key, readAhead != null));
    Optional<Entry> entry = readAhead != null ? readAhead : read(List.of(key)).get(0);
    seen.put(key, entry);
    return entry;
  }

  /** The entries of these keys, and perhaps more behind them. */
  private List<Optional<Entry>> read(List<Key> keys) {
    List<Key> all = new ArrayList<>(keys.size() + 1);
    all.addAll(keys);
    all.add(Barrier.GENERATION);
    List<Optional<Entry>> found = engine.get(all);
    requireGeneration(found.get(keys.size()));
    return found;
  }

  /**
   * Refuses to mix what was read with the content of another generation.
   *
   * @throws ServiceException with {@code STORE_REPLACED} when a snapshot was restored since the
   *     beginning
   */
  private void requireGeneration(Optional<Entry> found) {
    if (revision(found) != generation) {
      throw new ServiceException(
          ErrorCode.STORE_REPLACED, "the content of the store is that of a snapshot now");
    }
  }

  // A listing is of this generation if the store is still of it afterwards: none comes back.
  private <T> List<T> listed(List<T> found) {
    requireGeneration(engine.get(List.of(Barrier.GENERATION)).get(0));
    return found;
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
      List<Optional<Entry>> entries = read(all);
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
    boolean readAhead = ahead.keySet().containsAll(keys);
    guess.ifPresent(it -> it.readOfToken(keys, readAhead));
    if (!readAhead) {
      return read(keys).subList(0, keys.size());
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
    return read(keys).subList(0, keys.size());
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
    return listed(engine.scan(prefix, after, limit));
  }

  /** The keys of all entries that begin with the prefix. */
  List<Key> allKeys(Key prefix) {
    return all(after -> keys(prefix, after, PAGE), Function.identity());
  }

  /** The keys of at most that many entries that begin with the prefix and come after that key. */
  public List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    cipher.requireOpen();
    return listed(engine.keys(prefix, after, limit));
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
