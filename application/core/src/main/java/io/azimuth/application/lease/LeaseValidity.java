package io.azimuth.application.lease;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.token.RevocationTables;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseHolder;
import io.azimuth.domain.lease.LeaseState;
import io.azimuth.domain.token.Token;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether leases are alive. A lease lives while its token does, its mount is there and was not
 * moved, no revoked prefix covers it, its time is not over and it was not revoked. Once dead it
 * stays dead.
 */
@Singleton
public final class LeaseValidity {

  private final MountTables mounts;
  private final RevocationTables revocations;
  private final TokenScan tokens;

  @Inject
  LeaseValidity(MountTables mounts, RevocationTables revocations, TokenScan tokens) {
    this.mounts = mounts;
    this.revocations = revocations;
    this.tokens = tokens;
  }

  /** Whether it was handed out and is good at that moment. */
  public boolean isAlive(UnitOfWork work, Lease lease, Instant at) {
    return lease.isIssued()
        && !lease.term().isOver(at)
        && hasMount(work, lease)
        && !revocations.of(work).ended(lease.path(), lease.mount())
        && hasToken(work, lease.holder(), at);
  }

  /** Whether its secret has to be ended, by a clock that shows that time. */
  public boolean isDead(UnitOfWork work, Lease lease, Instant at) {
    return lease.state() == LeaseState.PENDING ? !lease.isBeingMade(at) : !isAlive(work, lease, at);
  }

  /** Whether it is forgotten when its secret cannot be ended. */
  public boolean isForced(UnitOfWork work, Lease lease) {
    return lease.state() == LeaseState.FORCED
        || revocations.of(work).forced(lease.path(), lease.mount());
  }

  /** Whether its mount is there and was not moved since. */
  boolean hasMount(UnitOfWork work, Lease lease) {
    return mounts
        .of(work)
        .withAccessor(lease.mount().accessor())
        .filter(mount -> mount.uuid().equals(lease.mountUuid()))
        .filter(mount -> mount.revocations() == lease.mount().revocations())
        .isPresent();
  }

  private boolean hasToken(UnitOfWork work, LeaseHolder holder, Instant at) {
    Optional<Token> token = holder.batch().or(() -> work.tokens().find(holder.hash()));
    return token.filter(it -> !tokens.wasDead(work, holder.hash(), it, at)).isPresent();
  }
}
