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

/**
 * Lets auth methods and secrets engines prepare their mounts after the start, while the server
 * already serves.
 */
@Singleton
public final class MountPreparation {

  private static final Logger LOG = LoggerFactory.getLogger(MountPreparation.class);

  private final Barrier barrier;
  private final Store store;
  private final MountTables tables;
  private final MountPlugins plugins;

  @Inject
  MountPreparation(Barrier barrier, Store store, MountTables tables, MountPlugins plugins) {
    this.barrier = barrier;
    this.store = store;
    this.tables = tables;
    this.plugins = plugins;
  }

  /** Prepares every mount. Blocks. A mount that fails to prepare still serves requests. */
  public void run() {
    if (barrier.isSealed()) {
      return;
    }
    try {
      for (Mount mount : tables.of(store.begin()).mounts()) {
        prepare(mount);
      }
    } catch (ServiceException | StaleReadException e) {
      LOG.info("preparation broken off: {}", e.getMessage());
    }
  }

  private void prepare(Mount mount) {
    UnitOfWork work = store.begin();
    try {
      plugins
          .of(mount)
          .ifPresent(plugin -> plugin.prepare(mount, MountTransactions.of(work, mount.uuid())));
    } catch (ServiceException | StaleReadException e) {
      LOG.info("preparation of {} broken off: {}", mount.path(), e.getMessage());
    } catch (RuntimeException e) { // such as a damaged record: the other mounts go on
      LOG.error("preparation broke, mount={}", mount.path(), e);
    }
  }
}
