package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.MountCodec;
import io.azimuth.application.port.store.MountRecords;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import java.util.List;

/** Mounts at {@code mount/<path>}. */
public final class EngineMounts implements MountRecords {

  private final Records records;

  /** Over the records of one unit of work. */
  public EngineMounts(Records records) {
    this.records = records;
  }

  @Override
  public List<Mount> all() {
    return records.all(RecordKeys.MOUNTS, MountCodec.INSTANCE);
  }

  @Override
  public void put(Mount mount) {
    records.put(RecordKeys.mount(mount.path()), MountCodec.INSTANCE, mount);
  }

  @Override
  public void remove(MountPath path) {
    records.remove(RecordKeys.mount(path));
  }
}
