package io.azimuth.spi.route;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run of a handler: the request, and what the handler may do for it. The server implements it;
 * it grows by further methods only. For use by one thread at a time.
 */
public interface Call {

  /** The request as it came in, without its token. */
  ApiRequest request();

  /** The mount that serves it. */
  Mount mount();

  /** The parameters of the request. */
  Fields fields();

  /** The reads and writes of this run. They take effect together with the answer, or not at all. */
  MountTransaction transaction();

  /** The records of the mount, read and written in {@link #transaction}. */
  default MountStorage storage() {
    return transaction().storage();
  }

  /** Who calls, on routes that need a token or take one. */
  Optional<Caller> caller();

  /**
   * Who calls, on a route that needs a token.
   *
   * @throws RefusedException with {@code PERMISSION_DENIED} when there is no caller
   */
  default Caller authorizedCaller() {
    return caller()
        .orElseThrow(
            () -> new RefusedException(ErrorCategory.PERMISSION_DENIED, "permission denied"));
  }

  /** The moment at which this run, or what remains of it after a wait, decides. */
  Instant now();

  /** How long the caller waits for other systems, in all waits and runs together. */
  Deadline deadline();

  /**
   * Changes how long the caller waits: from now on {@link #deadline} ends that time after the
   * beginning of the request, at most a minute. For a caller that waits for its turn, which is
   * known to come, and never for an answer that may never come; when the server stops, such a wait
   * ends at once. A plugin of a jar changes nothing by it.
   *
   * @return the deadline as it is now
   */
  default Deadline lasting(Duration time) {
    return deadline();
  }

  /**
   * Stages a token of this mount for what was granted. It exists once the transaction is durable.
   *
   * @throws RefusedException when such a token may not exist
   */
  Auth issue(TokenGrant grant);

  /**
   * Announces a lease of this mount durably, before anything is made in another system for it. Once
   * for the request: a later run with the same data gets the same draft, one with other data
   * another, and the first is left to be revoked. Only for a secrets engine with {@link
   * io.azimuth.spi.SecretsEngine#leases}, on a route that needs a token.
   *
   * @param kept what the engine needs to find and end what it is going to make; it should hold no
   *     secret
   * @return ready when the announcement is durable
   * @throws RefusedException when the caller may have no lease
   * @throws io.azimuth.domain.error.ServiceException when the store takes no write; a stage may end
   *     with it
   */
  default Awaited<LeaseDraft> prepareLease(Map<String, String> kept) {
    throw new UnsupportedOperationException("this call issues no leases");
  }

  /**
   * Stages the lease that was announced. It exists once the transaction is durable, and belongs
   * into the answer.
   *
   * @throws RefusedException when such a lease may not exist
   */
  default IssuedLease issueLease(LeaseDraft draft, LeaseGrant grant) {
    throw new UnsupportedOperationException("this call issues no leases");
  }

  /**
   * Stages a lease for which nothing was made elsewhere. The same holds as for the other one.
   *
   * @throws RefusedException when such a lease may not exist
   */
  default IssuedLease issueLease(LeaseGrant grant) {
    throw new UnsupportedOperationException("this call issues no leases");
  }

  /** Whether a group of the identity store has an alias on this mount. */
  boolean hasGroupAliases();

  /** Those of these policies that do not exist, in the same order. */
  List<String> missingPolicies(List<String> names);

  /**
   * Runs an effect on which the answer depends: once for the request, however often the handler
   * runs. Later runs get the result of the first. An effect that throws counts as not run.
   *
   * @param step the type of the result; it names the step, so each step has a type of its own
   * @param effect must not wait for another system
   */
  <T> T once(Class<T> step, Supplier<T> effect);

  /** Takes the effects other than writes, which happen once the answer is durable. */
  AfterCommit afterCommit();

  /** Takes notes for the audit record of the answer. */
  AuditNotes auditNotes();

  /** Takes notes by which logins are counted. */
  LoginNotes loginNotes();
}
