package io.azimuth.application.port.store;

import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountTransaction;

/** The part of a unit of work that one mount may see. */
public final class MountTransactions {

  private MountTransactions() {}

  /** The records of that mount in this unit of work. */
  public static MountTransaction of(UnitOfWork work, String mountUuid) {
    return new OfOneMount(work, mountUuid);
  }

  // Not a record: a plugin must not reach its parts.
  private static final class OfOneMount implements MountTransaction {

    private final UnitOfWork work;
    private final String mountUuid;

    OfOneMount(UnitOfWork work, String mountUuid) {
      this.work = work;
      this.mountUuid = mountUuid;
    }

    @Override
    public String mountUuid() {
      return mountUuid;
    }

    @Override
    public MountStorage storage() {
      return work.storage(mountUuid);
    }

    @Override
    public long epoch() {
      return work.epoch();
    }

    @Override
    public boolean isCurrent() {
      return work.isCurrent();
    }

    @Override
    public void beginEpoch() {
      work.beginEpoch();
    }
  }
}
