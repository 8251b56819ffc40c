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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the periodic tasks of auth methods and secrets engines for their mounts. */
@Singleton
public final class MountMaintenance {

  private static final Logger LOG = LoggerFactory.getLogger(MountMaintenance.class);

  private final Barrier barrier;
  private final Store store;
  private final MountTables tables;
  private final MountPlugins plugins;

  // Mounts whose failure has been logged: once each, not every second.
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  @Inject
  MountMaintenance(Barrier barrier, Store store, MountTables tables, MountPlugins plugins) {
    this.barrier = barrier;
    this.store = store;
    this.tables = tables;
    this.plugins = plugins;
  }

  /** Runs the tasks of all mounts once; a mount that fails does not stop the others. */
  public void run() {
    if (barrier.isSealed()) {
      return;
    }
    try {
      for (Mount mount : tables.of(store.begin()).mounts()) {
        maintain(mount);
      }
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("maintenance broken off: {}", e.getMessage());
    }
  }

  private void maintain(Mount mount) {
    UnitOfWork work = store.begin();
    try {
      plugins
          .of(mount)
          .ifPresent(plugin -> plugin.maintain(mount, MountTransactions.of(work, mount.uuid())));
      broken.remove(mount.uuid());
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("maintenance of {} broken off: {}", mount.path(), e.getMessage());
    } catch (RuntimeException e) { // such as a damaged record; the other mounts are served
      if (broken.add(mount.uuid())) {
        LOG.error("maintenance broke, it will be repeated, mount={}", mount.path(), e);
      }
    }
  }
}
