package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.SharePlan;
import io.azimuth.application.seal.share.SharePlanner;
import io.azimuth.application.seal.share.ShareRequest;
import io.azimuth.application.seal.share.ShareholderKeys;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The root key and the shares of the key that wraps it. A seal that unseals by itself wraps the
 * root key alone: then there are no shares.
 */
record RootKeyTarget(
    Barrier barrier,
    SealSetup setup,
    SharePlanner plans,
    ShareholderKeys heldKeys,
    SecretGenerator secrets)
    implements RekeyTarget {

  private static final int ROOT_KEY_BYTES = 32;

  @Override
  public String name() {
    return "barrier";
  }

  @Override
  public Optional<SharePlan> plan(ShareRequest wish, boolean verified) {
    if (setup.isShamir()) {
      return Optional.of(plans.plan(wish));
    }
    if (wish.shares() != 1 || wish.threshold() != 1) {
      throw SharePlanner.refusal(
          "secret_shares and secret_threshold must be 1 for seal type " + setup.type());
    }
    if (!wish.pgpKeys().isEmpty()) {
      throw SharePlanner.notApplicable("pgp_keys", setup.type());
    }
    if (verified) {
      throw RefusedException.invalid("requiring verification not supported: no shares are issued");
    }
    return Optional.empty();
  }

  @Override
  public Runnable stage(
      UnitOfWork work,
      SealRecord seal,
      SecretBytes held,
      Optional<HeldShares> shares,
      Optional<KeyQuorum.Proof> replaced) {
    byte[] rootKey = secrets.bytes(ROOT_KEY_BYTES);
    try {
      Pair pair =
          shares
              .map(kept -> pair(rootKey, held, kept, replaced))
              .orElseGet(() -> Pair.of(ownlyKept(rootKey)));
      return barrier.stageRootKey(work, rootKey, seal.withRootKey(pair));
    } finally {
      Arrays.fill(rootKey, (byte) 0);
    }
  }

  private Pair pair(
      byte[] rootKey, SecretBytes held, HeldShares shares, Optional<KeyQuorum.Proof> replaced) {
    Optional<SealWrappedKey> previous =
        replaced.map(
            proof -> heldKeys.wrapRootKey(proof.key(), proof.kept().held().orElseThrow(), rootKey));
    return new Pair(heldKeys.wrapRootKey(held, shares, rootKey), previous);
  }

  private SealWrappedKey ownlyKept(byte[] rootKey) {
    return new SealWrappedKey(Optional.empty(), setup.own().orElseThrow().wrap(rootKey));
  }
}
