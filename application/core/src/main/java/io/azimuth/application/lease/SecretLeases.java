package io.azimuth.application.lease;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseState;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.lease.LeaseTerms;
import io.azimuth.spi.lease.LeasedSecrets;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The leases of what secrets engines gave out: found, listed, renewed and revoked. */
@Singleton
public final class SecretLeases {

  private static final int PAGE = 200;

  private final Store store;
  private final LeaseValidity validity;
  private final LeasingEngines engines;
  private final LeaseTimes times;
  private final Clock clock;

  @Inject
  SecretLeases(
      Store store, LeaseValidity validity, LeasingEngines engines, LeaseTimes times, Clock clock) {
    this.store = store;
    this.validity = validity;
    this.engines = engines;
    this.times = times;
    this.clock = clock;
  }

  /** The lease of that id, when it is alive. */
  public Optional<Lease> find(UnitOfWork work, String id, Instant now) {
    return work.leases().find(id).filter(lease -> validity.isAlive(work, lease, now));
  }

  /** Passes the living leases whose ids begin with the prefix to the visitor. */
  public void forEachAlive(String prefix, Consumer<Lease> visitor) {
    forEachPage(prefix, page -> visitAlive(page, visitor));
  }

  /** The leases whose secrets could not be ended so far. Goes through all leases. */
  public void forEachFailing(Consumer<Lease> visitor) {
    forEachPage("", page -> visitFailing(page, visitor));
  }

  /**
   * Passes the living leases to one visitor and those whose secrets could not be ended so far to
   * the other, in one pass over all leases.
   */
  public void forEachAliveOrFailing(Consumer<Lease> alive, Consumer<Lease> failing) {
    forEachPage(
        "",
        page -> {
          visitAlive(page, alive);
          visitFailing(page, failing);
        });
  }

  private void visitAlive(List<Lease> page, Consumer<Lease> visitor) {
    UnitOfWork work = store.begin();
    Instant now = clock.instant();
    page.stream().filter(one -> validity.isAlive(work, one, now)).forEach(visitor);
  }

  private static void visitFailing(List<Lease> page, Consumer<Lease> visitor) {
    page.stream().filter(one -> one.failed().count() > 0).forEach(visitor);
  }

  /** Passes all leases whose ids begin with the prefix to the visitor, in pages of 200 at most. */
  public void forEachPage(String prefix, Consumer<List<Lease>> visitor) {
    Optional<String> after = Optional.empty();
    while (true) {
      List<Lease> page = store.begin().leases().page(prefix, after, PAGE);
      if (page.isEmpty()) {
        return;
      }
      visitor.accept(page);
      after = Optional.of(page.get(page.size() - 1).id());
    }
  }

  /**
   * Stages the end of the lease, if it was handed out. Its secret is ended soon after.
   *
   * @return whether there is a record of that id, of a lease that is pending, alive or dead
   */
  public boolean revoke(UnitOfWork work, String id) {
    Optional<Lease> lease = work.leases().find(id);
    lease
        .filter(Lease::isIssued)
        .ifPresent(found -> work.leases().put(found.in(LeaseState.REVOKED)));
    return lease.isPresent();
  }

  /**
   * Stages the end of the lease, if it was handed out. It is forgotten if its secret cannot be
   * ended.
   *
   * @return whether there is a record of that id, of a lease that is pending, alive or dead
   * @throws RefusedException when it was never handed out and its secret could not be ended so far
   */
  public boolean force(UnitOfWork work, String id) {
    Optional<Lease> lease = work.leases().find(id);
    lease.ifPresent(SecretLeases::requireNoFailedPending);
    lease
        .filter(found -> found.state() != LeaseState.PENDING)
        .ifPresent(found -> work.leases().put(found.in(LeaseState.FORCED)));
    return lease.isPresent();
  }

  private static void requireNoFailedPending(Lease lease) {
    if (lease.state() == LeaseState.PENDING && lease.failed().count() > 0) {
      throw RefusedException.invalid(
          "this lease was never handed out, so it cannot be forced alone: force its path "
              + lease.path()
              + ", which also ends all other leases there");
    }
  }

  /**
   * Stages the lease with a new end; pending while the engine asks another system.
   *
   * @param increment the time that the caller asks for; zero when it asks for none
   * @throws RefusedException when it cannot be renewed
   */
  public Awaited<GrantedLease> renew(
      UnitOfWork work, Lease lease, Duration increment, Instant now, Deadline deadline) {
    Mount mount = engines.mountOf(work, lease).orElseThrow(SecretLeases::notRenewable);
    LeasedSecrets engine = engines.of(mount).orElseThrow(SecretLeases::notRenewable);
    if (!lease.term().renewable()) {
      throw notRenewable();
    }
    return engine
        .renew(
            mount, MountTransactions.of(work, mount.uuid()), LeasingEngines.held(lease), deadline)
        .then(terms -> stage(work, mount, lease, terms, increment, now));
  }

  private GrantedLease stage(
      UnitOfWork work,
      Mount mount,
      Lease lease,
      LeaseTerms terms,
      Duration increment,
      Instant now) {
    LeaseTimes.Granted granted = times.atRenewal(mount, lease, terms, increment, now);
    Lease renewed = lease.lasting(lease.term().renewed(now, granted.ttl()));
    work.leases().put(renewed);
    return new GrantedLease(renewed, granted);
  }

  private static RefusedException notRenewable() {
    return RefusedException.invalid("lease is not renewable");
  }
}
