package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.SharePlan;
import io.azimuth.application.seal.share.ShareRequest;
import io.azimuth.domain.secret.SecretBytes;
import java.util.Optional;

/** Which key a rekey replaces. */
interface RekeyTarget {

  /** What the key is called in sentences. */
  String name();

  /**
   * The plan, when this server has such a key and what is asked for fits it; empty where nobody is
   * handed a share.
   */
  Optional<SharePlan> plan(ShareRequest wish, boolean verified);

  /**
   * Stages a new key.
   *
   * @param held the new key that people hold
   * @param plan its shares
   * @param replaced what is to count beside it until its shares are out; empty: nothing
   * @return to be run when the unit of work is durable
   */
  Runnable stage(
      UnitOfWork work,
      SealRecord seal,
      SecretBytes held,
      Optional<SharePlan> plan,
      Optional<KeyQuorum.Proof> replaced);
}
