package io.azimuth.testkit.store;

import io.azimuth.testkit.store.FakeStore.Versioned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one unit of work read and staged. */
class FakeRecords {

  private final FakeStore store;
  private final Map<String, Optional<Versioned>> seen = new LinkedHashMap<>();
  private final Map<String, Optional<Object>> staged = new LinkedHashMap<>();

  FakeRecords(FakeStore store) {
    this.store = store;
  }

  FakeStore store() {
    return store;
  }

  Map<String, Optional<Versioned>> seen() {
    return seen;
  }

  Map<String, Optional<Object>> staged() {
    return staged;
  }

  Optional<Versioned> entry(String key) {
    return seen.computeIfAbsent(key, store::fresh);
  }

  <T> Optional<T> get(String key, Class<T> type) {
    return entry(key).map(found -> type.cast(found.value()));
  }

  <T> List<T> all(String prefix, Class<T> type) {
    synchronized (store) {
      return store.keysUnder(prefix).stream().map(key -> unseen(key, type)).toList();
    }
  }

  <T> T unseen(String key, Class<T> type) {
    return type.cast(store.fresh(key).orElseThrow().value());
  }

  List<String> names(String prefix) {
    return store.keysUnder(prefix).stream().map(key -> key.substring(prefix.length())).toList();
  }

  void put(String key, Object value) {
    staged.put(key, Optional.of(value));
  }

  void delete(String key) {
    staged.put(key, Optional.empty());
  }
}
