package io.azimuth.application.mount;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The table of mounts as of the epoch of a unit of work. */
@Singleton
public final class MountTables {

  private final EpochCache<String, MountTable> cache = new EpochCache<>();

  @Inject
  MountTables() {}

  /** The table as of the epoch that the unit of work read. */
  public MountTable of(UnitOfWork work) {
    return cache.get(work, "", () -> new MountTable(work.mounts().all()));
  }
}
