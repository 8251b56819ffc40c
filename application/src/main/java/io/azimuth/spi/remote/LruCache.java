package io.azimuth.spi.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Things by key, made when first asked for; of too many, the one unused for longest goes. */
public final class LruCache<K, V> {

  private final int capacity;
  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

  /** Room for so many. */
  public LruCache(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("there is room for at least one");
    }
    this.capacity = capacity;
  }

  /** The thing of that key; {@code make} must neither block nor come back here. */
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

  /** The thing of that key, if there is one. */
  public synchronized Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Puts a thing there, in place of another. */
  public synchronized void put(K key, V value) {
    if (!entries.containsKey(key) && entries.size() == capacity) {
      entries.remove(entries.keySet().iterator().next());
    }
    entries.put(key, value);
  }

  /** Drops a thing unless another has taken its place. */
  public synchronized void remove(K key, V value) {
    entries.remove(key, value);
  }

  /** All of them at this moment. */
  public synchronized Map<K, V> copy() {
    return new LinkedHashMap<>(entries);
  }

  /** How many there are. */
  public synchronized int size() {
    return entries.size();
  }
}
