package io.azimuth.spi.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A bounded map whose values are created on demand; when it is full, the least recently used entry
 * is removed.
 */
public final class LruCache<K, V> {

  private final int capacity;
  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

  /** Holds at most this number of entries. */
  public LruCache(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("there is room for at least one");
    }
    this.capacity = capacity;
  }

  /** The value of that key; {@code make} creates it and must neither block nor use this map. */
  public synchronized V get(K key, Function<? super K, ? extends V> make) {
    V there = entries.get(key);
    if (there != null) {
      return there;
    }
    if (entries.size() == capacity) {
      entries.remove(entries.keySet().iterator().next());
    }
    V made = make.apply(key);
    entries.put(key, made);
    return made;
  }

  /** The value of that key, if there is one. */
  public synchronized Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Sets the value of that key. */
  public synchronized void put(K key, V value) {
    if (!entries.containsKey(key) && entries.size() == capacity) {
      entries.remove(entries.keySet().iterator().next());
    }
    entries.put(key, value);
  }

  /** Removes the value of that key unless it has been replaced. */
  public synchronized void remove(K key, V value) {
    entries.remove(key, value);
  }

  /** A copy of all entries. */
  public synchronized Map<K, V> copy() {
    return new LinkedHashMap<>(entries);
  }

  /** The number of entries. */
  public synchronized int size() {
    return entries.size();
  }
}
