package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.DataCodec;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.storage.MountStorage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The records of a mount at {@code data/<uuid>/<path>}. */
public final class EngineMountStorage implements MountStorage {

  private final Records records;
  private final String mountUuid;

  /** Over the records of one unit of work, for this mount. */
  public EngineMountStorage(Records records, String mountUuid) {
    this.records = records;
    this.mountUuid = mountUuid;
  }

  @Override
  public Optional<Value.Obj> get(String path) {
    return records.find(RecordKeys.data(mountUuid, path), DataCodec.INSTANCE);
  }

  @Override
  public <T> Optional<T> getDecoded(String path, Function<Value.Obj, T> decoder) {
    return records.readCached(RecordKeys.data(mountUuid, path), DataCodec.INSTANCE, decoder);
  }

  @Override
  public void put(String path, Value.Obj value) {
    records.put(RecordKeys.data(mountUuid, path), DataCodec.INSTANCE, value);
  }

  @Override
  public void delete(String path) {
    records.remove(RecordKeys.data(mountUuid, path));
  }

  @Override
  public List<String> list(String prefix) {
    return new FolderScan(records.reads(), RecordKeys.dataPrefix(mountUuid, prefix)).paths();
  }

  @Override
  public List<String> folder(String prefix, Optional<String> after, int limit) {
    return new FolderScan(records.reads(), RecordKeys.dataPrefix(mountUuid, prefix))
        .names(after.map(name -> RecordKeys.data(mountUuid, prefix + name)), limit);
  }

  @Override
  public List<String> page(Optional<String> after, int limit) {
    Key prefix = RecordKeys.dataPrefix(mountUuid);
    return records
        .reads()
        .keys(prefix, after.map(path -> RecordKeys.data(mountUuid, path)), limit)
        .stream()
        .map(key -> RecordKeys.suffix(prefix, key))
        .toList();
  }
}
