package io.azimuth.application.federation;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.spi.storage.MountStorage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The storage of the mount {@code identity/}, which every store has from its initialisation on. */
@Singleton
final class IdentityMount {

  private static final MountPath PATH = new MountPath("identity/");

  private final MountTables tables;

  @Inject
  IdentityMount(MountTables tables) {
    this.tables = tables;
  }

  MountStorage storage(UnitOfWork work) {
    return tables
        .of(work)
        .at(PATH)
        .map(Mount::uuid)
        .map(work::storage)
        .orElseThrow(
            () ->
                new ServiceException(
                    ErrorCode.RECORD_UNREADABLE, "the store has no mount identity/"));
  }
}
