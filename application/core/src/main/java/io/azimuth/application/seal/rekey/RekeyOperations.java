package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.RekeyCutover;
import io.azimuth.application.seal.share.ShareAttempts;
import io.azimuth.application.seal.share.ShareholderKeys;
import io.azimuth.spi.SecretGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** The two keys that can be replaced with key shares. */
@Singleton
public final class RekeyOperations {

  private final RekeyOperation rootKey;
  private final RekeyOperation recoveryKey;

  @Inject
  RekeyOperations(
      RootKeyTarget ofRootKey,
      RecoveryKeyTarget ofRecoveryKey,
      Barrier barrier,
      KeyQuorum quorum,
      RekeyCutover replacements,
      ShareholderKeys heldKeys,
      SecretGenerator secrets,
      ShareAttempts attempts) {
    Function<RekeyTarget, RekeyOperation> operation =
        target ->
            new RekeyOperation(target, barrier, quorum, replacements, heldKeys, secrets, attempts);
    this.rootKey = operation.apply(ofRootKey);
    this.recoveryKey = operation.apply(ofRecoveryKey);
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
