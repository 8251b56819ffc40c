package io.azimuth.spi.lease;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountTransaction;
import java.util.concurrent.CompletionStage;

/**
 * What a secrets engine does for the leases that its mounts issued. Called from many threads; no
 * method blocks. It grows by default methods only.
 */
public interface LeasedSecrets {

  /**
   * The terms on which a lease may be renewed now, after the engine has asked another system, where
   * it has to. Whatever it answers, a lease does not outlive the maximum of its mount.
   *
   * @param mount the mount that issued it
   * @param transaction the records of the mount; what is staged is written with the renewal
   * @param deadline the time that the request waits
   * @throws RefusedException when it may not be renewed; a stage may end with it
   * @throws io.azimuth.domain.error.ServiceException when the other system cannot be asked; a stage
   *     may end with it
   */
  default Awaited<LeaseTerms> renew(
      Mount mount, MountTransaction transaction, HeldLease lease, Deadline deadline) {
    throw RefusedException.invalid("lease is not renewable");
  }

  /**
   * Ends the secret of the lease. Called in the background by the leader: after it has expired,
   * when it or its token was revoked, or when its mount was disabled, whose records are there until
   * its leases are gone. Succeeds also when there is nothing to end any more, because it is called
   * again when the server was killed before it noted the end; and for a pending lease, because it
   * is unknown whether anything was made.
   *
   * @param mount the mount that issued it, as it is now or was last
   * @param transaction for reads, until this method returns
   * @return completes when it is ended. A stage that fails, or takes longer than 30 seconds, is a
   *     failure: it is tried again, with growing pauses. Throwing counts as a failing stage.
   *     Operators read the sentences of a {@link RefusedException}, the code and the detail of a
   *     {@link io.azimuth.domain.error.ServiceException}, and of anything else the class
   */
  CompletionStage<Void> revoke(Mount mount, MountTransaction transaction, HeldLease lease);
}
