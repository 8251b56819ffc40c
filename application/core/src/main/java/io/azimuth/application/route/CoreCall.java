package io.azimuth.application.route;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.AuditNotes;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Caller;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.LoginNotes;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run of a handler of the server's own backends, which may read and write all records. Plugins
 * get a {@link Call} that leads to none of this.
 *
 * @param request as it came in, without its token
 * @param mount that serves it
 * @param fields its parameters
 * @param work what it reads and writes
 * @param authenticatedCaller who calls, on routes that need a token or take one
 * @param time the moment at which decisions are made; it changes only while the call waits
 * @param waitLimit how long the caller waits for other systems, in all waits and runs together
 * @param issuer turns grants into tokens and leases of this mount
 * @param effects takes the effects other than writes
 */
public record CoreCall(
    ApiRequest request,
    Mount mount,
    Fields fields,
    UnitOfWork work,
    Optional<AuthenticatedCaller> authenticatedCaller,
    InstantSource time,
    RequestWaitLimit waitLimit,
    Issuer issuer,
    SideEffects effects)
    implements Call {

  /**
   * The caller, on a route that needs a token.
   *
   * @throws RefusedException with {@code PERMISSION_DENIED} when there is no caller
   */
  public AuthenticatedCaller requiredCaller() {
    return authenticatedCaller.orElseThrow(
        () -> new RefusedException(ErrorCategory.PERMISSION_DENIED, "permission denied"));
  }

  @Override
  public Optional<Caller> caller() {
    return authenticatedCaller.map(AuthenticatedCaller::forPlugins);
  }

  @Override
  public MountTransaction transaction() {
    return MountTransactions.of(work, mount.uuid());
  }

  @Override
  public Instant now() {
    return time.instant();
  }

  @Override
  public Deadline deadline() {
    return waitLimit.deadline();
  }

  @Override
  public Deadline lasting(Duration time) {
    return waitLimit.last(time);
  }

  @Override
  public <T> T once(Class<T> step, Supplier<T> effect) {
    return effects.once().run(step, effect);
  }

  @Override
  public AfterCommit afterCommit() {
    return effects.afterCommit();
  }

  @Override
  public AuditNotes auditNotes() {
    return effects.auditNotes();
  }

  @Override
  public LoginNotes loginNotes() {
    return effects.loginNotes();
  }

  @Override
  public Auth issue(TokenGrant grant) {
    return issuer.issue(this, grant);
  }

  @Override
  public Awaited<LeaseDraft> prepareLease(Map<String, String> kept) {
    return issuer.announce(this, kept);
  }

  @Override
  public IssuedLease issueLease(LeaseDraft draft, LeaseGrant grant) {
    return issuer.issue(this, Optional.of(draft), grant);
  }

  @Override
  public IssuedLease issueLease(LeaseGrant grant) {
    return issuer.issue(this, Optional.empty(), grant);
  }

  @Override
  public boolean hasGroupAliases() {
    return issuer.hasGroupAliases(this);
  }

  @Override
  public List<String> missingPolicies(List<String> names) {
    return names.stream()
        .filter(name -> !name.equals(TokenPolicies.ROOT))
        .filter(name -> work.policies().find(name).isEmpty())
        .toList();
  }

  /**
   * Records that this call staged a token without {@link #issue}, so that the token is withdrawn
   * too when no audit device takes the answer.
   */
  public void staged(TokenHash hash, Token token) {
    issuer.staged(hash, token);
  }

  /** Turns grants into tokens and leases, and remembers all that the call staged. */
  public interface Issuer {

    /**
     * Stages the token in the call's unit of work.
     *
     * @throws RefusedException when such a token is not allowed
     */
    Auth issue(CoreCall call, TokenGrant grant);

    /** Writes a pending lease; ready when it is durable. */
    Awaited<LeaseDraft> announce(CoreCall call, Map<String, String> kept);

    /**
     * Stages a lease in the call's unit of work.
     *
     * @param draft that announced it, if anything did
     * @throws RefusedException when such a lease is not allowed
     */
    IssuedLease issue(CoreCall call, Optional<LeaseDraft> draft, LeaseGrant grant);

    /** Remembers a token that was staged in another way. */
    void staged(TokenHash hash, Token token);

    /** Whether a group has an alias on the mount of the call. */
    boolean hasGroupAliases(CoreCall call);
  }
}
