package io.azimuth.spi;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Call;
import java.util.Optional;

/** A backend that vouches for workloads. Its logins issue tokens through {@link Call#issue}. */
public interface AuthMethod extends Backend {

  /**
   * The terms on which a token of this method may be renewed now.
   *
   * @param mount that issued it
   * @param work reads what is needed
   * @param token as it is stored
   * @throws io.azimuth.spi.api.RefusedException when it may not be renewed
   */
  RenewalTerms renew(Mount mount, UnitOfWork work, Token token);

  /** How its logins name a role; empty when it knows no roles. */
  default Optional<LoginRoles> loginRoles() {
    return Optional.empty();
  }

  /**
   * Gets ready for the logins of this mount, so that the first one need not. Called in the
   * background after the start; may block; calls nobody outside.
   */
  default void prepare(Mount mount, UnitOfWork work) {}

  /**
   * Does what is due for this mount without a request. Called in the background every second or so
   * while the server is unsealed and this node may do background work; looks quickly and leaves
   * what waits for others to the background executor of its context. What it writes it commits
   * itself, with preconditions: another node may do the same.
   */
  default void maintain(Mount mount, UnitOfWork work) {}

  /**
   * Says what the operator must know of a mount that is disabled, whose storage is about to go.
   *
   * @param work reads what is needed
   * @param consequences takes what is done when the mount is gone
   */
  default void disabled(Mount mount, UnitOfWork work, AfterCommit consequences) {}
}
