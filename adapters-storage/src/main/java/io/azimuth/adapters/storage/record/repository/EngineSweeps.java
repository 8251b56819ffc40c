package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.EmptyCodec;
import io.azimuth.application.port.store.SweepRecords;
import io.azimuth.spi.engine.Key;
import java.util.List;
import java.util.Optional;

/** The mounts whose data is still to be deleted, at {@code sweep/<uuid>}. */
public final class EngineSweeps implements SweepRecords {

  /** The most deletions of one commit, so that the unit of work has room for other writes. */
  static final int MAX_DELETIONS = 900;

  private final Records records;

  /** Over the records of one unit of work. */
  public EngineSweeps(Records records) {
    this.records = records;
  }

  @Override
  public List<String> mounts() {
    return records.names(RecordKeys.SWEEPS);
  }

  @Override
  public void begin(String mountUuid) {
    records.put(RecordKeys.sweep(mountUuid), EmptyCodec.INSTANCE, EmptyCodec.Mark.SET);
  }

  @Override
  public boolean deleteSome(String mountUuid, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a sweep deletes at least one entry");
    }
    List<Key> some =
        records
            .reads()
            .keys(
                RecordKeys.dataPrefix(mountUuid), Optional.empty(), Math.min(limit, MAX_DELETIONS));
    some.forEach(records::remove);
    return !some.isEmpty();
  }

  @Override
  public void end(String mountUuid) {
    records.remove(RecordKeys.sweep(mountUuid));
  }
}
