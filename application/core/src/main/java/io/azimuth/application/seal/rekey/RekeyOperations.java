package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.seal.share.AttemptLog;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.RecoveryProofs;
import io.azimuth.application.seal.share.RekeyCutover;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.SealWorker;
import io.azimuth.application.seal.share.SharePlanner;
import io.azimuth.application.seal.share.ShareholderKeys;
import io.azimuth.spi.SecretGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The two keys that can be replaced with key shares. */
@Singleton
public final class RekeyOperations {

  private final RekeyOperation rootKey;
  private final RekeyOperation recoveryKey;

  @Inject
  RekeyOperations(
      Barrier barrier,
      SealSetup setup,
      SharePlanner plans,
      ShareholderKeys heldKeys,
      RecoveryProofs proofs,
      SealWorker worker,
      KeyQuorum quorum,
      RekeyCutover replacements,
      SecretGenerator secrets,
      AttemptLog log,
      Clock clock) {
    this.rootKey =
        new RekeyOperation(
            new RootKeyTarget(barrier, setup, plans, heldKeys, proofs, worker, secrets),
            barrier,
            quorum,
            replacements,
            heldKeys,
            secrets,
            log,
            clock);
    this.recoveryKey =
        new RekeyOperation(
            new RecoveryKeyTarget(barrier, setup, plans, proofs),
            barrier,
            quorum,
            replacements,
            heldKeys,
            secrets,
            log,
            clock);
  }

  /** The rekey of the root key; with a Shamir seal also of the shares that unseal. */
  public RekeyOperation rootKey() {
    return rootKey;
  }

  public RekeyOperation recoveryKey() {
    return recoveryKey;
  }

  /** Drops all attempts. */
  public void forget() {
    rootKey.forget();
    recoveryKey.forget();
  }
}
