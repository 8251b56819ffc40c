package io.azimuth.application.mount;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import java.util.Optional;

/** One record in the storage of {@code sys}: a setting of the whole server. */
public final class SysRecord {

  private static final MountPath SYS = new MountPath("sys/");

  private final MountTables mounts;
  private final String name;

  /** The record of that name; nothing is read yet. */
  public SysRecord(MountTables mounts, String name) {
    this.mounts = mounts;
    this.name = name;
  }

  /** The stored value, if there is one; it becomes a precondition of a write. */
  public Optional<Value.Obj> stored(UnitOfWork work) {
    return storage(work).flatMap(storage -> storage.get(name));
  }

  /** Stages the value, which is in force from the next request on. */
  public void put(UnitOfWork work, Value.Obj record) {
    note(work, record);
    work.beginEpoch();
  }

  /** Stages the value of a record that is read anew each time: no epoch begins. */
  public void note(UnitOfWork work, Value.Obj record) {
    storage(work).orElseThrow(() -> new IllegalStateException("no sys mount")).put(name, record);
  }

  private Optional<MountStorage> storage(UnitOfWork work) {
    return mounts.of(work).at(SYS).map(sys -> work.storage(sys.uuid()));
  }
}
