package io.azimuth.application.lease;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.lease.LeasedSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Asks secrets engines to end the secrets of leases. */
@Singleton
public final class SecretRevoker {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LATE =
      "the engine did not end it within " + PATIENCE.toSeconds() + " s";

  private final LeasingEngines engines;

  @Inject
  SecretRevoker(LeasingEngines engines) {
    this.engines = engines;
  }

  /**
   * Begins the end of the secret.
   *
   * @return completes normally, with the reason of a failure for the operator; empty when it is
   *     ended
   */
  public CompletableFuture<Optional<String>> begin(UnitOfWork work, Lease lease) {
    Optional<Mount> mount = engines.mountOf(work, lease);
    if (mount.isEmpty()) {
      return failed("its mount is not known any more");
    }
    Optional<LeasedSecrets> engine = engines.of(mount.get());
    if (engine.isEmpty()) {
      return failed("no secrets engine of type " + mount.get().type() + " that has leases");
    }
    CompletableFuture<Optional<String>> end = new CompletableFuture<>();
    try {
      var unused =
          engine
              .get()
              .revoke(
                  mount.get(),
                  MountTransactions.of(work, mount.get().uuid()),
                  LeasingEngines.held(lease))
              .whenComplete(
                  (value, thrown) -> end.complete(Optional.ofNullable(thrown).map(this::reason)));
    } catch (RuntimeException e) { // whatever it is, the other leases go on
      return failed(reason(e));
    }
    return end.completeOnTimeout(Optional.of(LATE), PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static CompletableFuture<Optional<String>> failed(String reason) {
    return CompletableFuture.completedFuture(Optional.of(reason));
  }

  // The message of anything else may have any content.
  private String reason(Throwable given) {
    Throwable thrown = unwrapped(given);
    if (thrown instanceof RefusedException refused) {
      return String.join("; ", refused.refusal().errors());
    }
    return ServiceException.in(thrown)
        .map(fault -> fault.code() + ": " + fault.detail())
        .orElseGet(() -> thrown.getClass().getName());
  }

  // A stage after a stage that failed fails with the reason inside.
  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? unwrapped(cause) : thrown;
  }
}
