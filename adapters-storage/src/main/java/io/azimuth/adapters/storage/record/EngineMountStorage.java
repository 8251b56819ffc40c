package io.azimuth.adapters.storage.record;

import io.azimuth.application.api.Value;
import io.azimuth.application.port.engine.Key;
import io.azimuth.application.port.store.MountStorage;
import java.util.List;
import java.util.Optional;

/** The records of a mount at {@code data/<uuid>/<path>}. */
final class EngineMountStorage implements MountStorage {

  private final Records records;
  private final String mountUuid;

  EngineMountStorage(Records records, String mountUuid) {
    this.records = records;
    this.mountUuid = mountUuid;
  }

  @Override
  public Optional<Value.Obj> get(String path) {
    return records.find(Keys.data(mountUuid, path), DataCodec.INSTANCE);
  }

  @Override
  public void put(String path, Value.Obj value) {
    records.put(Keys.data(mountUuid, path), DataCodec.INSTANCE, value);
  }

  @Override
  public void delete(String path) {
    records.remove(Keys.data(mountUuid, path));
  }

  @Override
  public List<String> list(String prefix) {
    return records.names(Keys.dataPrefix(mountUuid, prefix));
  }

  @Override
  public List<String> folder(String prefix) {
    return new FolderScan(records.reads(), Keys.dataPrefix(mountUuid, prefix)).names();
  }

  @Override
  public List<String> page(Optional<String> after, int limit) {
    Key prefix = Keys.dataPrefix(mountUuid);
    return records
        .reads()
        .keys(prefix, after.map(path -> Keys.data(mountUuid, path)), limit)
        .stream()
        .map(key -> Keys.behind(prefix, key))
        .toList();
  }
}
