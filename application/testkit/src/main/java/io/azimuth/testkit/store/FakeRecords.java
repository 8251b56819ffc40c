package io.azimuth.testkit.store;

import io.azimuth.spi.storage.StaleReadException;
import io.azimuth.testkit.store.FakeStore.Versioned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one unit of work read and staged. */
class FakeRecords {

  private final FakeStore store;
  private final FakeSizes sizes = new FakeSizes();
  private final long openedAt;
  private final Map<String, Optional<Versioned>> seen = new LinkedHashMap<>();
  private final Map<String, Optional<Object>> staged = new LinkedHashMap<>();

  FakeRecords(FakeStore store) {
    this.store = store;
    this.openedAt = store.openedAt();
  }

  /** The generation of the store that everything is of. */
  long openedAt() {
    return openedAt;
  }

  /** The record as the store has it now. */
  Optional<Versioned> fresh(String key) {
    return store.fresh(key, openedAt);
  }

  FakeStore store() {
    return store;
  }

  FakeBatch batch() {
    return new FakeBatch(seen, staged, openedAt);
  }

  boolean isAnythingStaged() {
    return !staged.isEmpty();
  }

  /** The record, read now or before. */
  Optional<Versioned> entry(String key) {
    store.requireOpen();
    return seen.computeIfAbsent(key, this::fresh);
  }

  /** Remembers without reading that there is no such record, unless it was read before. */
  void assumeAbsent(String key) {
    seen.putIfAbsent(key, Optional.empty());
  }

  /** The record as of now; stale when it was read before and is another one now. */
  Optional<Versioned> entryNow(String key) {
    Optional<Versioned> now = fresh(key);
    Optional<Versioned> earlier = seen.putIfAbsent(key, now);
    if (earlier != null && !earlier.equals(now)) {
      throw new StaleReadException();
    }
    return now;
  }

  <T> Optional<T> get(String key, Class<T> type) {
    return entry(key).map(found -> type.cast(found.value()));
  }

  <T> Optional<T> getNow(String key, Class<T> type) {
    return entryNow(key).map(found -> type.cast(found.value()));
  }

  <T> List<T> all(String prefix, Class<T> type) {
    synchronized (store) {
      return store.keysUnder(prefix, openedAt).stream().map(key -> unseen(key, type)).toList();
    }
  }

  <T> T unseen(String key, Class<T> type) {
    return type.cast(fresh(key).orElseThrow().value());
  }

  List<String> names(String prefix) {
    return store.keysUnder(prefix, openedAt).stream()
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  /** At most so many names, those behind the given one only. */
  List<String> names(String prefix, Optional<String> after, int limit) {
    return names(prefix).stream()
        .filter(name -> after.isEmpty() || FakeKeys.BYTE_ORDER.compare(name, after.get()) > 0)
        .limit(limit)
        .toList();
  }

  void put(String key, Object value) {
    stage(key, Optional.of(value));
  }

  void delete(String key) {
    stage(key, Optional.empty());
  }

  private void stage(String key, Optional<Object> value) {
    sizes.add(key, value);
    staged.put(key, value);
  }
}
