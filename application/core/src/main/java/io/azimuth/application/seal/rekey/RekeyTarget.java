package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.SharePlan;
import io.azimuth.application.seal.share.ShareRequest;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.remote.Awaited;
import java.util.Optional;

/** The key that a rekey replaces. */
interface RekeyTarget {

  /** The name of the key in error messages. */
  String name();

  /**
   * The plan, when this server has such a key and the request fits it; empty when the key is not
   * split into shares.
   */
  Optional<SharePlan> plan(ShareRequest request, boolean verified);

  /** What must be made by another system before {@link #stage}; empty when there is nothing. */
  default Awaited<Optional<NewRootKey>> prepare(CoreCall call) {
    return Awaited.of(Optional.empty());
  }

  /**
   * Stages a new key.
   *
   * @param held the new key that is split into shares
   * @param shares its shares; empty when it is not split
   * @param replaced the key that is also accepted until the new shares were sent; empty: none
   * @param made what {@link #prepare} has made
   * @return to be run when the unit of work is durable
   */
  Runnable stage(
      UnitOfWork work,
      SealRecord seal,
      SecretBytes held,
      Optional<HeldShares> shares,
      Optional<KeyQuorum.Proof> replaced,
      Optional<NewRootKey> made);
}
