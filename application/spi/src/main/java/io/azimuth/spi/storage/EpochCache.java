package io.azimuth.spi.storage;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Caches loaded values until the epoch ends. Because the epoch is a record of the store and each
 * request reads it, a change applies from the next request on, on this node and on all others.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class EpochCache<K, V> {

  private static final int MAX_ENTRIES = 10_000;

  private final int maxEntries;
  private volatile Generation<K, V> generation = new Generation<>(Long.MIN_VALUE);

  /** A cache with the default limit of entries. */
  public EpochCache() {
    this(MAX_ENTRIES);
  }

  /** A cache of at most about this number of values; when it is full, some value makes room. */
  public EpochCache(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /**
   * The value as of the epoch of this unit of work.
   *
   * @param load loads the value through the same unit of work
   * @throws StaleReadException when the epoch ended while it was loaded
   */
  public V get(EpochView work, K key, Supplier<V> load) {
    Generation<K, V> current = generationOf(work.epoch());
    V known = current.values().get(key);
    if (known != null) {
      return known;
    }
    V loaded = load.get();
    if (!work.isCurrent()) {
      throw new StaleReadException();
    }
    current.put(key, loaded, maxEntries);
    return loaded;
  }

  private Generation<K, V> generationOf(long epoch) {
    Generation<K, V> current = generation;
    if (current.epoch() == epoch) {
      return current;
    }
    Generation<K, V> next = new Generation<>(epoch);
    if (epoch > current.epoch()) {
      generation = next;
    }
    return next;
  }

  private record Generation<K, V>(long epoch, Map<K, V> values) {

    Generation(long epoch) {
      this(epoch, new ConcurrentHashMap<>());
    }

    // Any value may go: none is wrong to load again, and the epoch ends all of them soon.
    void put(K key, V value, int maxEntries) {
      if (values.size() >= maxEntries && !values.containsKey(key)) {
        Iterator<K> victims = values.keySet().iterator();
        if (victims.hasNext()) {
          values.remove(victims.next());
        }
      }
      values.put(key, value);
    }
  }
}
