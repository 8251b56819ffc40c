package io.azimuth.spi;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Optional;

/**
 * A backend that authenticates workloads. Its logins issue tokens through {@link Call#issue}.
 * Called from many threads; no method blocks. It grows by default methods only.
 */
public interface AuthMethod extends Backend, MountPlugin {

  @Override
  String type();

  /**
   * The terms on which a token of this method may be renewed now.
   *
   * @param mount the mount that issued it
   * @param transaction for reads
   * @param token the stored token
   * @throws io.azimuth.spi.api.RefusedException when it may not be renewed
   */
  RenewalTerms renew(Mount mount, MountTransaction transaction, Token token);

  /**
   * Like {@link #renew(Mount, MountTransaction, Token)}, for a method that has to ask another
   * system first.
   *
   * @param deadline the time that the request waits
   * @throws io.azimuth.spi.api.RefusedException when it may not be renewed; a stage may end with it
   * @throws io.azimuth.domain.error.ServiceException when the other system cannot be asked; a stage
   *     may end with it
   */
  default Awaited<RenewalTerms> renew(
      Mount mount, MountTransaction transaction, Token token, Deadline deadline) {
    return Awaited.of(renew(mount, transaction, token));
  }

  /** How its logins name a role; empty when it has no roles. */
  default Optional<LoginRoles> loginRoles() {
    return Optional.empty();
  }
}
