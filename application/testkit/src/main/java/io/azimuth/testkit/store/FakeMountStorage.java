package io.azimuth.testkit.store;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.BoundedNames;
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
    BoundedNames names = new BoundedNames();
    paths(under).forEach(names::add);
    return names.all();
  }

  @Override
  public List<String> folder(String under, Optional<String> after, int limit) {
    BoundedNames names = new BoundedNames();
    paths(under).stream()
        .map(
            path ->
                path.substring(0, path.indexOf('/') < 0 ? path.length() : path.indexOf('/') + 1))
        .distinct()
        .filter(name -> after.isEmpty() || FakeKeys.BYTE_ORDER.compare(name, after.get()) > 0)
        .limit(limit)
        .forEach(names::add);
    return names.all();
  }

  private List<String> paths(String under) {
    return records.names(under.isEmpty() ? prefix() : key(under));
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
