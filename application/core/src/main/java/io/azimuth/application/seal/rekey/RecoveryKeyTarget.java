package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.RecoveryProofs;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.SharePlan;
import io.azimuth.application.seal.share.SharePlanner;
import io.azimuth.application.seal.share.ShareRequest;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import java.util.Optional;

/** The recovery key of a seal that unseals by itself. */
record RecoveryKeyTarget(
    Barrier barrier, SealSetup setup, SharePlanner plans, RecoveryProofs proofs)
    implements RekeyTarget {

  @Inject
  RecoveryKeyTarget {}

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public Optional<SharePlan> plan(ShareRequest request, boolean verified) {
    if (setup.isShamir()) {
      throw RefusedException.invalid("recovery rekeying not supported by seal type shamir");
    }
    return Optional.of(plans.plan(request));
  }

  @Override
  public Runnable stage(
      UnitOfWork work,
      SealRecord seal,
      SecretBytes held,
      Optional<HeldShares> shares,
      Optional<KeyQuorum.Proof> replaced,
      Optional<NewRootKey> made) {
    setup.requireCurrent(seal);
    SealWrappedKey proof = proof(held, shares.orElseThrow());
    Pair pair = new Pair(proof, replaced.map(KeyQuorum.Proof::kept));
    barrier.stage(work, seal.withRecovery(pair));
    return () -> {};
  }

  private SealWrappedKey proof(SecretBytes held, HeldShares shares) {
    SecretBytes rootKey = barrier.rootKey();
    try {
      return proofs.wrap(held, shares, rootKey);
    } finally {
      rootKey.wipe();
    }
  }
}
