package io.azimuth.application.seal;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.store.Barrier;
import io.azimuth.application.port.store.KeptKey;
import io.azimuth.application.port.store.SealRecord;
import io.azimuth.application.port.store.SealRecord.Pair;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.secret.SecretBytes;
import java.util.Optional;

/** The recovery key of a seal that unseals by itself. */
record RecoveryKeyTarget(Barrier barrier, SealSetup setup, SharePlans plans, HeldKeys heldKeys)
    implements RekeyTarget {

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public Optional<SharePlan> plan(ShareWish wish, boolean verified) {
    if (setup.isShamir()) {
      throw RefusedException.invalid("recovery rekeying not supported by seal type shamir");
    }
    return Optional.of(plans.plan(wish));
  }

  @Override
  public Runnable stage(
      UnitOfWork work,
      SealRecord seal,
      SecretBytes held,
      Optional<SharePlan> plan,
      Optional<KeyQuorum.Proof> replaced) {
    KeptKey proof = heldKeys.proof(held, plan.orElseThrow().counts());
    Pair pair = new Pair(proof, replaced.map(KeyQuorum.Proof::kept));
    barrier.stage(work, seal.withRecovery(pair));
    return () -> {};
  }
}
