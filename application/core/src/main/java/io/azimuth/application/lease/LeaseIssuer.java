package io.azimuth.application.lease;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.RevocationTables;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.lease.FailedAttempts;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseHolder;
import io.azimuth.domain.lease.LeaseState;
import io.azimuth.domain.lease.LeaseTerm;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Announces and issues leases of the mount of a call. */
@Singleton
public final class LeaseIssuer {

  private static final int NAME_LETTERS = 24; // of 62: 142 bits

  private final Store store;
  private final LeaseValidity validity;
  private final RevocationTables revocations;
  private final LeasingEngines engines;
  private final LeaseTimes times;
  private final SecretGenerator secrets;

  @Inject
  LeaseIssuer(
      Store store,
      LeaseValidity validity,
      RevocationTables revocations,
      LeasingEngines engines,
      LeaseTimes times,
      SecretGenerator secrets) {
    this.store = store;
    this.validity = validity;
    this.revocations = revocations;
    this.engines = engines;
    this.times = times;
    this.secrets = secrets;
  }

  /**
   * Writes a pending lease, once for the request and that data.
   *
   * @return ready when it is durable
   * @throws RefusedException when the caller may have no lease
   */
  public Awaited<LeaseDraft> announce(CoreCall call, Map<String, String> kept) {
    requireLeases(call);
    LeaseAnnouncements all = call.once(LeaseAnnouncements.class, LeaseAnnouncements::new);
    AnnouncedLease one = all.get(kept, () -> write(pending(call, kept)));
    return Awaited.of(one.written(), call.deadline(), ErrorCode.STORE_BUSY)
        .then(
            outcome -> {
              if (outcome != CommitOutcome.COMMITTED) {
                all.forget(one);
                throw notWritten(outcome);
              }
              return one;
            });
  }

  private static RuntimeException notWritten(CommitOutcome outcome) {
    return outcome == CommitOutcome.CONFLICT
        ? new StaleReadException()
        : new ServiceException(ErrorCode.STORE_UNCERTAIN, "a pending lease was not confirmed");
  }

  // The mount is read, and with it the epoch: no lease is announced for a mount that is disabled.
  private AnnouncedLease write(Lease lease) {
    UnitOfWork own = store.begin();
    if (!validity.hasMount(own, lease)) {
      throw new StaleReadException();
    }
    own.leases().put(lease);
    return new AnnouncedLease(lease, store.commit(own).toCompletableFuture());
  }

  /**
   * Stages the lease that was announced.
   *
   * @throws RefusedException when such a lease may not exist
   */
  public GrantedLease issue(CoreCall call, LeaseDraft draft, LeaseGrant grant) {
    if (!(draft instanceof AnnouncedLease announced) || !isOf(call, announced.lease())) {
      throw new IllegalArgumentException("the draft of another request");
    }
    Lease pending =
        call.work()
            .leases()
            .find(announced.lease().id())
            .filter(found -> found.state() == LeaseState.PENDING)
            .orElseThrow(StaleReadException::new);
    return stage(call, pending, grant);
  }

  private static boolean isOf(CoreCall call, Lease pending) {
    return pending.mountUuid().equals(call.mount().uuid())
        && pending.holder().hash().equals(call.requiredCaller().hash());
  }

  /**
   * Stages a lease that was not announced.
   *
   * @throws RefusedException when such a lease may not exist
   */
  public GrantedLease issue(CoreCall call, LeaseGrant grant) {
    requireLeases(call);
    return stage(call, pending(call, Map.of()), grant);
  }

  private GrantedLease stage(CoreCall call, Lease pending, LeaseGrant grant) {
    requireUseLeft(call.requiredCaller());
    LeaseTimes.Granted granted = times.atIssue(call, grant);
    Duration max = Duration.ofSeconds(grant.maxTtl().toSeconds());
    Lease lease =
        pending.issued(
            revocations.stamp(call.work(), call.mount()),
            LeaseTerm.of(call.now(), granted.ttl(), max, grant.renewable()),
            grant.kept());
    call.work().leases().put(lease);
    return new GrantedLease(lease, granted);
  }

  private Lease pending(CoreCall call, Map<String, String> kept) {
    AuthenticatedCaller caller = call.requiredCaller();
    Mount mount = call.mount();
    Instant now = call.now();
    return new Lease(
        path(call) + "/" + secrets.base62(NAME_LETTERS),
        mount.uuid(),
        revocations.stamp(call.work(), mount),
        LeaseHolder.of(caller.hash(), caller.token()),
        LeaseTerm.of(now, Duration.ZERO, Duration.ZERO, false),
        LeaseState.PENDING,
        FailedAttempts.NONE,
        kept);
  }

  private static String path(CoreCall call) {
    String path = call.request().path();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private void requireLeases(CoreCall call) {
    if (engines.of(call.mount()).isEmpty()) {
      throw new IllegalStateException("a mount of type " + call.mount().type() + " has no leases");
    }
    requireUseLeft(call.requiredCaller());
  }

  // The lease would be dead before its answer arrived.
  private static void requireUseLeft(AuthenticatedCaller caller) {
    if (caller.credential().isSpent()) {
      throw RefusedException.invalid(
          "this is the last use of the token, and a lease ends with its token: use a token with"
              + " another use left");
    }
  }
}
