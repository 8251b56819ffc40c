package io.azimuth.azure.roletest;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The records of the one mount of a file, in memory; a write takes effect at once. */
final class RoleTestRecords implements MountTransaction, MountStorage {

  /** The uuid of the mount. */
  static final String MOUNT = "00000000-0000-4000-8000-000000000001";

  private final TreeMap<String, Value.Obj> records = new TreeMap<>();
  private long epoch;

  /** The same records, which change on their own from now on. */
  RoleTestRecords copy() {
    RoleTestRecords copy = new RoleTestRecords();
    copy.records.putAll(records);
    copy.epoch = epoch;
    return copy;
  }

  @Override
  public String mountUuid() {
    return MOUNT;
  }

  @Override
  public MountStorage storage() {
    return this;
  }

  @Override
  public void beginEpoch() {
    epoch++;
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public boolean isCurrent() {
    return true;
  }

  @Override
  public Optional<Value.Obj> get(String path) {
    return Optional.ofNullable(records.get(path));
  }

  @Override
  public void put(String path, Value.Obj value) {
    records.put(path, value);
  }

  @Override
  public void delete(String path) {
    records.remove(path);
  }

  @Override
  public List<String> list(String prefix) {
    return below(prefix).toList();
  }

  @Override
  public List<String> folder(String prefix, Optional<String> after, int limit) {
    return below(prefix)
        .map(path -> path.contains("/") ? path.substring(0, path.indexOf('/') + 1) : path)
        .distinct()
        .filter(name -> after.isEmpty() || name.compareTo(after.get()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public List<String> page(Optional<String> after, int limit) {
    return below("")
        .filter(path -> after.isEmpty() || path.compareTo(after.get()) > 0)
        .limit(limit)
        .toList();
  }

  private Stream<String> below(String prefix) {
    return records.keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()));
  }
}
