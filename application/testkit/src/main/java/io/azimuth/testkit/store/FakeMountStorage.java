package io.azimuth.testkit.store;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import java.util.List;
import java.util.Optional;

/** The records of one mount over what one unit of work read and staged. */
record FakeMountStorage(FakeRecords records, String mountUuid) implements MountStorage {

  @Override
  public Optional<Value.Obj> get(String path) {
    return records.get(key(path), Value.Obj.class);
  }

  @Override
  public void put(String path, Value.Obj value) {
    records.put(key(path), value);
  }

  @Override
  public void delete(String path) {
    records.delete(key(path));
  }

  @Override
  public List<String> list(String under) {
    return records.names(under.isEmpty() ? prefix() : key(under));
  }

  @Override
  public List<String> folder(String under) {
    return list(under).stream()
        .map(
            name ->
                name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/') + 1))
        .distinct()
        .toList();
  }

  @Override
  public List<String> page(Optional<String> after, int limit) {
    return records.names(prefix(), after, limit);
  }

  private String key(String path) {
    return prefix() + FakeKeys.storable("a path", path);
  }

  private String prefix() {
    return "data/" + FakeKeys.mountUuid(mountUuid) + "/";
  }
}
