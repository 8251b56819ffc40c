package io.azimuth.application.kv;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import java.util.List;
import java.util.Optional;

/** KV v1 secrets in the storage of a mount, at {@code plain/<path>}. */
final class KvV1Store {

  private static final String PREFIX = "plain/";

  private final MountStorage storage;

  KvV1Store(MountStorage storage) {
    this.storage = storage;
  }

  Optional<Value.Obj> get(String path) {
    return storage.get(PREFIX + path).flatMap(SecretData::of).map(Value.Obj.class::cast);
  }

  void put(String path, Value.Obj data) {
    storage.put(PREFIX + path, SecretData.record(data));
  }

  void delete(String path) {
    storage.delete(PREFIX + path);
  }

  List<String> allBelow(String folder, Optional<String> after, int limit) {
    return ScannedKeys.below(storage, PREFIX + folder, after, limit);
  }

  List<String> below(String folder, Optional<String> after, int limit) {
    return storage.folder(PREFIX + folder, after, limit);
  }

  /** At most {@code limit} paths, the first ones in order. */
  List<String> first(int limit) {
    return storage.page(Optional.of(PREFIX), limit).stream()
        .filter(path -> path.startsWith(PREFIX))
        .map(path -> path.substring(PREFIX.length()))
        .toList();
  }
}
