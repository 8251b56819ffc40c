package io.azimuth.application.port.store;

import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Optional;

/** The part of a unit of work that one mount may see. */
public final class MountTransactions {

  private MountTransactions() {}

  /** The records of that mount in this unit of work. */
  public static MountTransaction of(UnitOfWork work, String mountUuid) {
    return new OfOneMount(work, mountUuid, Optional.empty());
  }

  /**
   * The same, for a transaction that somebody begins and commits.
   *
   * @param owner only code that has this object can find the unit of work again
   */
  public static MountTransaction of(UnitOfWork work, String mountUuid, Object owner) {
    return new OfOneMount(work, mountUuid, Optional.of(owner));
  }

  /** The unit of work of the transaction, if it was made for this owner. */
  public static Optional<UnitOfWork> workOf(MountTransaction transaction, Object owner) {
    return transaction instanceof OfOneMount one && one.owner.filter(it -> it == owner).isPresent()
        ? Optional.of(one.work)
        : Optional.empty();
  }

  // Not a record: a plugin must not reach its parts.
  private static final class OfOneMount implements MountTransaction {

    private final UnitOfWork work;
    private final String mountUuid;
    private final Optional<Object> owner;

    OfOneMount(UnitOfWork work, String mountUuid, Optional<Object> owner) {
      this.work = work;
      this.mountUuid = mountUuid;
      this.owner = owner;
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
