package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.engine.Key;
import io.azimuth.application.port.store.SweepRecords;
import java.util.List;
import java.util.Optional;

/** The journal of sweeps at {@code sweep/<uuid>}. */
final class EngineSweeps implements SweepRecords {

  /** Leaves room in a batch for what else the unit of work writes. */
  static final int MAX_DELETIONS = 900;

  private final Records records;

  EngineSweeps(Records records) {
    this.records = records;
  }

  @Override
  public List<String> mounts() {
    return records.names(Keys.SWEEPS);
  }

  @Override
  public void begin(String mountUuid) {
    records.put(Keys.sweep(mountUuid), EmptyCodec.INSTANCE, EmptyCodec.Mark.SET);
  }

  @Override
  public boolean deleteSome(String mountUuid, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a sweep deletes at least one entry");
    }
    List<Key> some =
        records
            .reads()
            .keys(Keys.dataPrefix(mountUuid), Optional.empty(), Math.min(limit, MAX_DELETIONS));
    some.forEach(records::remove);
    return !some.isEmpty();
  }

  @Override
  public void end(String mountUuid) {
    records.remove(Keys.sweep(mountUuid));
  }
}
