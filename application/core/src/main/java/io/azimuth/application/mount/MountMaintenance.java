package io.azimuth.application.mount;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.MountPlugin;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Lets auth methods and secrets engines prepare and maintain their mounts in the background. */
@Singleton
public final class MountMaintenance {

  private static final Logger LOG = LoggerFactory.getLogger(MountMaintenance.class);

  private final Barrier barrier;
  private final Store store;
  private final MountTables tables;
  private final MountPlugins plugins;

  // What has been logged as broken: once for each mount and task, not every second.
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  @Inject
  MountMaintenance(Barrier barrier, Store store, MountTables tables, MountPlugins plugins) {
    this.barrier = barrier;
    this.store = store;
    this.tables = tables;
    this.plugins = plugins;
  }

  /**
   * Prepares every mount after the start, while the server already serves. Blocks. A mount that
   * fails to prepare still serves requests.
   */
  public void prepare() {
    forEachMount("preparation", Level.INFO, MountPlugin::prepare);
  }

  /** Runs the periodic tasks of all mounts once; a mount that fails does not stop the others. */
  public void maintain() {
    forEachMount("maintenance", Level.DEBUG, MountPlugin::maintain);
  }

  private void forEachMount(String name, Level level, Task task) {
    if (barrier.isSealed()) {
      return;
    }
    try {
      for (Mount mount : tables.of(store.begin()).mounts()) {
        run(name, level, task, mount);
      }
    } catch (ServiceException | StaleReadException e) {
      LOG.atLevel(level).log("{} broken off: {}", name, e.getMessage());
    }
  }

  private void run(String name, Level level, Task task, Mount mount) {
    UnitOfWork work = store.begin();
    String key = name + " of " + mount.uuid();
    try {
      plugins
          .of(mount)
          .ifPresent(it -> task.run(it, mount, MountTransactions.of(work, mount.uuid())));
      broken.remove(key);
    } catch (ServiceException | StaleReadException e) {
      LOG.atLevel(level).log("{} broken off, mount={}: {}", name, mount.path(), e.getMessage());
    } catch (RuntimeException e) { // such as a damaged record; the other mounts go on
      if (broken.add(key)) {
        LOG.error("{} broke, mount={}", name, mount.path(), e);
      }
    }
  }

  @FunctionalInterface
  private interface Task {
    void run(MountPlugin plugin, Mount mount, MountTransaction transaction);
  }
}
