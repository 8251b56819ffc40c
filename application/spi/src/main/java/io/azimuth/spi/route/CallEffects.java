package io.azimuth.spi.route;

import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a handler does by its call: it reads and stages records, issues tokens and leases, takes
 * notes, and says what follows the answer. The server implements it; it grows by further methods
 * only.
 */
public interface CallEffects {

  /** The reads and writes of this run. They take effect together with the answer, or not at all. */
  MountTransaction transaction();

  /** The records of the mount, read and written in {@link #transaction}. */
  default MountStorage storage() {
    return transaction().storage();
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
