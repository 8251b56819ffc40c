package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.store.MountRecords;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import java.util.List;

/** Mounts at {@code mount/<path>}. */
final class EngineMounts implements MountRecords {

  private final Records records;

  EngineMounts(Records records) {
    this.records = records;
  }

  @Override
  public List<Mount> all() {
    return records.all(Keys.MOUNTS, MountCodec.INSTANCE);
  }

  @Override
  public void put(Mount mount) {
    records.put(Keys.mount(mount.path()), MountCodec.INSTANCE, mount);
  }

  @Override
  public void remove(MountPath path) {
    records.remove(Keys.mount(path));
  }
}
