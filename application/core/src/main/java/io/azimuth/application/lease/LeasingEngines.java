package io.azimuth.application.lease;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseState;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.lease.HeldLease;
import io.azimuth.spi.lease.LeasedSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;

/** Finds what issued a lease: the mount, and the secrets engine that serves it. */
@Singleton
public final class LeasingEngines {

  private final SecretsEngines engines;
  private final MountTables mounts;

  @Inject
  LeasingEngines(SecretsEngines engines, MountTables mounts) {
    this.engines = engines;
    this.mounts = mounts;
  }

  /**
   * What the engine of that mount does for leases; empty when it issues none, or is not installed.
   */
  public Optional<LeasedSecrets> of(Mount mount) {
    return mount.path().isAuth()
        ? Optional.empty()
        : engines.ofType(mount.type()).flatMap(SecretsEngine::leases);
  }

  /** Whether the mount may have leases: one whose engine is not installed may. */
  public boolean mayHaveLeases(Mount mount) {
    return !mount.path().isAuth()
        && engines.ofType(mount.type()).map(engine -> engine.leases().isPresent()).orElse(true);
  }

  /** The mount that issued the lease, also when it is disabled. */
  public Optional<Mount> mountOf(UnitOfWork work, Lease lease) {
    return issuerOf(lease, mounts.of(work).mounts())
        .or(() -> issuerOf(lease, work.leases().endedMounts()));
  }

  private static Optional<Mount> issuerOf(Lease lease, Collection<Mount> some) {
    return some.stream().filter(mount -> mount.uuid().equals(lease.mountUuid())).findFirst();
  }

  /** The lease as its engine sees it. */
  public static HeldLease held(Lease lease) {
    return new HeldLease(
        lease.name(),
        lease.path(),
        lease.term().issuedAt(),
        lease.state() == LeaseState.PENDING,
        lease.kept());
  }
}
