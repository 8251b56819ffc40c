package io.azimuth.application.mount;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets auth methods prepare their mounts after the start, while the server already serves. */
@Singleton
public final class MountPreparation {

  private static final Logger LOG = LoggerFactory.getLogger(MountPreparation.class);

  private final Barrier barrier;
  private final Store store;
  private final MountTables tables;
  private final AuthMethods authMethods;

  @Inject
  MountPreparation(Barrier barrier, Store store, MountTables tables, AuthMethods authMethods) {
    this.barrier = barrier;
    this.store = store;
    this.tables = tables;
    this.authMethods = authMethods;
  }

  /** Prepares every mount. Blocks. A mount that fails to prepare still serves logins. */
  public void run() {
    if (barrier.isSealed()) {
      return;
    }
    try {
      UnitOfWork work = store.begin();
      for (Mount mount : tables.of(work).mounts()) {
        authMethods
            .ofType(mount.type())
            .ifPresent(method -> method.prepare(mount, MountTransactions.of(work, mount.uuid())));
      }
    } catch (ServiceException | StaleReadException e) {
      LOG.info("preparation broken off: {}", e.getMessage());
    }
  }
}
