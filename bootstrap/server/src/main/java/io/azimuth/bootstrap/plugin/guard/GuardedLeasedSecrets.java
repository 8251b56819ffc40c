package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.lease.HeldLease;
import io.azimuth.spi.lease.LeaseTerms;
import io.azimuth.spi.lease.LeasedSecrets;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.thread.OutOfMemory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What a secrets engine of a plugin does for its leases, under a guard. */
final class GuardedLeasedSecrets implements LeasedSecrets {

  private final LeasedSecrets secrets;
  private final PluginGuard guard;

  GuardedLeasedSecrets(LeasedSecrets secrets, PluginGuard guard) {
    this.secrets = secrets;
    this.guard = guard;
  }

  @Override
  public Awaited<LeaseTerms> renew(
      Mount mount, MountTransaction transaction, HeldLease lease, Deadline deadline) {
    return new GuardedRenewal(guard, mount, deadline)
        .run(transaction, own -> secrets.renew(mount, own, lease, deadline));
  }

  @Override
  public CompletionStage<Void> revoke(Mount mount, MountTransaction transaction, HeldLease lease) {
    return GuardedTransaction.during(
        transaction,
        own -> guard.upkeep().end("revoke", () -> copied(secrets.revoke(mount, own, lease))));
  }

  // The stage may be of a class of the plugin, and so may be what it fails with.
  private CompletableFuture<Void> copied(CompletionStage<Void> stage) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    stage.whenComplete(
        (value, thrown) -> {
          if (thrown == null) {
            end.complete(null);
          } else {
            end.completeExceptionally(failure(thrown));
          }
        });
    return end;
  }

  private ServiceException failure(Throwable thrown) {
    try {
      OutOfMemory.report(thrown);
      return guard.faults().failure("revoke", unwrapped(thrown));
    } catch (Throwable e) { // without memory, or what a method of the plugin's exception threw
      return new ServiceException(ErrorCode.UNEXPECTED, "the plugin failed in revoke");
    }
  }

  private static Throwable unwrapped(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
