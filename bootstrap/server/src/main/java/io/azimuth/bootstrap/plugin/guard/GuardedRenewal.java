package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountTransaction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** The renewal of a token or a lease, all of whose steps run under a guard. */
final class GuardedRenewal {

  private final PluginGuard guard;
  private final Mount mount;
  private final Deadline deadline;
  private final AtomicBoolean ended = new AtomicBoolean();

  GuardedRenewal(PluginGuard guard, Mount mount, Deadline deadline) {
    this.guard = guard;
    this.mount = mount;
    this.deadline = deadline;
  }

  /** What the plugin decides with the transaction, which ends with its last step. */
  <T> Awaited<T> run(MountTransaction transaction, Function<MountTransaction, Awaited<T>> code) {
    MountTransaction own = new GuardedTransaction(transaction, ended::get);
    return step(() -> code.apply(own))
        .thenAwait(first -> PluginGuard.steps(first, deadline, this::step))
        .then(
            terms -> {
              ended.set(true);
              guard.ended(mount);
              return terms;
            });
  }

  private <T> Awaited<T> step(Supplier<T> code) {
    return Awaited.recovering(
        () -> guard.handle("renew", mount, PluginCaller.KNOWN, deadline.remaining(), code),
        RuntimeException.class,
        e -> {
          ended.set(true);
          throw e;
        });
  }
}
