package io.azimuth.application.backend.kv;

import io.azimuth.application.api.Value;
import io.azimuth.application.port.store.MountStorage;
import java.util.List;
import java.util.Optional;

/** Secrets without versions in the storage of a mount, at {@code plain/<path>}. */
final class PlainSecrets {

  private static final String PREFIX = "plain/";

  private final MountStorage storage;

  PlainSecrets(MountStorage storage) {
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

  List<String> below(String folder) {
    return storage.folder(PREFIX + folder);
  }

  /** The paths of the first ones, at most so many. */
  List<String> first(int limit) {
    return storage.page(Optional.of(PREFIX), limit).stream()
        .filter(path -> path.startsWith(PREFIX))
        .map(path -> path.substring(PREFIX.length()))
        .toList();
  }
}
