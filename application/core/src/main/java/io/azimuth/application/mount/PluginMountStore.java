package io.azimuth.application.mount;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The store as one plugin sees it: the mounts of its own type and nothing else. At each call it
 * reads from the store which mounts these are, and does not trust the plugin about that.
 */
public final class PluginMountStore implements MountStore {

  private final Store store;
  private final Predicate<Mount> own;
  private final Object owner = new Object(); // no plugin has it

  private PluginMountStore(Store store, Predicate<Mount> own) {
    this.store = store;
    this.own = own;
  }

  public static MountStore ofAuthMethod(Store store, String type) {
    return new PluginMountStore(store, mount -> mount.path().isAuth() && mount.type().equals(type));
  }

  public static MountStore ofSecretsEngine(Store store, String type) {
    return new PluginMountStore(
        store, mount -> !mount.path().isAuth() && mount.type().equals(type));
  }

  @Override
  public List<Mount> mounts() {
    return mountsOf(store.begin());
  }

  private List<Mount> mountsOf(UnitOfWork work) {
    return work.mounts().all().stream().filter(own).toList();
  }

  @Override
  public MountTransaction begin(String mountUuid) {
    UnitOfWork work = store.begin();
    if (mountsOf(work).stream().noneMatch(mount -> mount.uuid().equals(mountUuid))) {
      throw new StaleReadException();
    }
    return MountTransactions.of(work, mountUuid, owner);
  }

  // Only the gateway commits the transaction of a request, and only its own plugin any other.
  @Override
  public CompletionStage<CommitOutcome> commit(MountTransaction transaction) {
    return MountTransactions.workOf(transaction, owner)
        .map(store::commit)
        .orElseThrow(
            () -> new IllegalArgumentException("this store did not begin the transaction"));
  }
}
