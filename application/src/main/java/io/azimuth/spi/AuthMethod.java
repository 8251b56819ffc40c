package io.azimuth.spi;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Call;
import java.util.Optional;

/** A backend that authenticates workloads. Its logins issue tokens through {@link Call#issue}. */
public interface AuthMethod extends Backend {

  /**
   * The terms on which a token of this method may be renewed now.
   *
   * @param mount the mount that issued it
   * @param work the unit of work for reads
   * @param token the stored token
   * @throws io.azimuth.spi.api.RefusedException when it may not be renewed
   */
  RenewalTerms renew(Mount mount, UnitOfWork work, Token token);

  /** How its logins name a role; empty when it has no roles. */
  default Optional<LoginRoles> loginRoles() {
    return Optional.empty();
  }

  /**
   * Prepares the logins of this mount, so that the first one is fast. Called in the background
   * after the start; may block; calls no other system.
   */
  default void prepare(Mount mount, UnitOfWork work) {}

  /**
   * Runs the periodic tasks of this mount. Called in the background about every second while the
   * server is unsealed and this node may do background work. Must return quickly; leave calls to
   * other systems to the background executor of the context. Commits its own writes, with
   * preconditions, because another node may do the same.
   */
  default void maintain(Mount mount, UnitOfWork work) {}

  /**
   * Reports what the operator must know about a mount that is disabled, before its storage is
   * deleted.
   *
   * @param work the unit of work for reads
   * @param consequences collects actions to run when the mount is removed
   */
  default void disabled(Mount mount, UnitOfWork work, AfterCommit consequences) {}
}
