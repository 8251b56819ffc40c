package io.azimuth.application.seal;

import io.azimuth.application.port.store.SealRecord;
import io.azimuth.application.port.store.UnitOfWork;
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
  Optional<SharePlan> plan(ShareWish wish, boolean verified);

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
