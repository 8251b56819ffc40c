package io.azimuth.spi.route;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountStorage;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One run of a handler.
 *
 * @param request the request, without its token
 * @param mount the mount that serves it
 * @param fields the parameters of the request
 * @param work the unit of work for its reads and writes
 * @param caller the caller, on routes that need or accept a token
 * @param now the time that all decisions of this run use
 * @param deadline how long the caller waits for other systems; it blocks no thread
 * @param issuer turns a grant into a token of this mount
 * @param afterCommit actions for after the commit, and notes for the audit record
 */
public record Call(
    ApiRequest request,
    Mount mount,
    Fields fields,
    UnitOfWork work,
    Optional<AuthenticatedCaller> caller,
    Instant now,
    Deadline deadline,
    Issuer issuer,
    AfterCommit afterCommit) {

  public Call {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(mount, "mount");
    Objects.requireNonNull(fields, "fields");
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(deadline, "patience");
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(afterCommit, "consequences");
  }

  /** The caller, on a route that needs a token. */
  public AuthenticatedCaller authorizedCaller() {
    return caller.orElseThrow(
        () -> new RefusedException(ErrorCategory.PERMISSION_DENIED, "permission denied"));
  }

  /** The storage of the mount. */
  public MountStorage storage() {
    return work.storage(mount.uuid());
  }

  /** Stages a token for the grant; the token exists once the unit of work is durable. */
  public Auth issue(TokenGrant grant) {
    return issuer.issue(this, grant);
  }

  /**
   * Records that this call staged a token without {@link #issue}, so that the token is revoked when
   * no audit device records the answer.
   */
  public void staged(TokenHash hash, Token token) {
    issuer.staged(hash, token);
  }

  /** Turns grants into tokens and remembers all tokens that the call staged. */
  public interface Issuer {

    /**
     * Stages the token in the call's unit of work.
     *
     * @throws RefusedException when such a token may not exist
     */
    Auth issue(Call call, TokenGrant grant);

    /** Remembers a token that was staged without a grant. */
    void staged(TokenHash hash, Token token);
  }
}
