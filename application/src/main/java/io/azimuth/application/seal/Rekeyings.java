package io.azimuth.application.seal;

import io.azimuth.application.port.SecretGenerator;
import io.azimuth.application.port.store.Barrier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The two keys that people can have replaced. */
@Singleton
public final class Rekeyings {

  private final Rekeying rootKey;
  private final Rekeying recoveryKey;

  @Inject
  Rekeyings(
      Barrier barrier,
      SealSetup setup,
      SharePlans plans,
      HeldKeys heldKeys,
      KeyQuorum quorum,
      Replacements replacements,
      SecretGenerator secrets) {
    this.rootKey =
        new Rekeying(
            new RootKeyTarget(barrier, setup, plans, heldKeys, secrets),
            barrier,
            quorum,
            replacements,
            heldKeys,
            secrets);
    this.recoveryKey =
        new Rekeying(
            new RecoveryKeyTarget(barrier, setup, plans, heldKeys),
            barrier,
            quorum,
            replacements,
            heldKeys,
            secrets);
  }

  /** Of the root key and, with a Shamir seal, of the shares that unseal. */
  public Rekeying rootKey() {
    return rootKey;
  }

  /** Of the recovery key. */
  public Rekeying recoveryKey() {
    return recoveryKey;
  }

  /** Forgets all attempts. */
  void forget() {
    rootKey.forget();
    recoveryKey.forget();
  }
}
