package io.azimuth.application.backend.kv;

import io.azimuth.application.api.Value;
import io.azimuth.application.port.store.MountStorage;
import io.azimuth.domain.kv.Folders;
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
    return Folders.firstLevel(storage.list(PREFIX + folder));
  }

  /** The paths of all of them. */
  List<String> all() {
    return storage.list(PREFIX);
  }
}
