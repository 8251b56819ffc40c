package io.azimuth.application.quota;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.SysRecord;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The quotas as of the epoch of a unit of work. They are one record in the storage of {@code sys},
 * so that two concurrent changes conflict and none is lost.
 */
@Singleton
public final class QuotaTables {

  private final EpochCache<String, QuotaTable> cache = new EpochCache<>();
  private final SysRecord record;

  @Inject
  QuotaTables(MountTables mounts) {
    this.record = new SysRecord(mounts, "quotas");
  }

  public QuotaTable of(UnitOfWork work) {
    return cache.get(work, "", () -> stored(work));
  }

  /** The table, read again, so that it becomes a precondition of a write. */
  public QuotaTable stored(UnitOfWork work) {
    return record.stored(work).map(QuotaCodec::decode).orElse(QuotaTable.EMPTY);
  }

  /** Stages the table, which is in force from the next request on. */
  public void put(UnitOfWork work, QuotaTable table) {
    record.put(work, QuotaCodec.encode(table));
  }

  /** Stages the removal of the quotas of a disabled mount. */
  public void forget(UnitOfWork work, Mount mount) {
    QuotaTable table = stored(work);
    QuotaTable left = table.withoutMount(mount.accessor());
    if (left.quotas().size() < table.quotas().size()) {
      put(work, left);
    }
  }
}
