package io.azimuth.application.seal;

import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.PgpRecipient;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.seal.share.IssuedShares;
import io.azimuth.application.seal.share.ProvedWrap;
import io.azimuth.application.seal.share.RecoveryProofs;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.SharePlan;
import io.azimuth.application.seal.share.SharePlanner;
import io.azimuth.application.seal.share.ShareholderKeys;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.seal.Seal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes the keys of a new store and splits them into shares. */
@Singleton
final class InitialStoreKeys {

  private final SealSetup setup;
  private final SharePlanner plans;
  private final ShareholderKeys heldKeys;
  private final RecoveryProofs proofs;
  private final SecretGenerator secrets;

  @Inject
  InitialStoreKeys(
      SealSetup setup,
      SharePlanner plans,
      ShareholderKeys heldKeys,
      RecoveryProofs proofs,
      SecretGenerator secrets) {
    this.setup = setup;
    this.plans = plans;
    this.heldKeys = heldKeys;
    this.proofs = proofs;
    this.secrets = secrets;
  }

  /** Checks the options against the seal. */
  Plan plan(InitRequest request) {
    Optional<PgpRecipient> rootTokenRecipient =
        Optional.of(request.rootTokenPgpKey())
            .filter(key -> !key.isEmpty())
            .map(key -> plans.recipient("root_token_pgp_key", key));
    return setup.isShamir()
        ? new Plan(Optional.of(secretPlan(request)), rootTokenRecipient)
        : new Plan(recoveryPlan(request), rootTokenRecipient);
  }

  private SharePlan secretPlan(InitRequest request) {
    if (!request.recovery().isNone()) {
      throw SharePlanner.notApplicable("recovery_shares,recovery_threshold", setup.type());
    }
    return plans.plan(request.secret());
  }

  private Optional<SharePlan> recoveryPlan(InitRequest request) {
    if (request.secret().shares() != 0 || request.secret().threshold() != 0) {
      throw SharePlanner.notApplicable("secret_shares,secret_threshold", setup.type());
    }
    if (!request.secret().isNone()) {
      throw SharePlanner.notApplicable("pgp_keys", setup.type());
    }
    return request.recovery().isNone()
        ? Optional.empty()
        : Optional.of(plans.plan(request.recovery()));
  }

  Made make(Plan plan, byte[] rootKey) {
    if (plan.shares().isEmpty()) {
      Seal own = setup.own().orElseThrow();
      SealRecord seal = new SealRecord(own.type(), ProvedWrap.of(own, rootKey));
      return new Made(seal, IssuedShares.NONE, IssuedShares.NONE);
    }
    SharePlan shares = plan.shares().get();
    SecretBytes held = heldKeys.generate();
    try {
      return make(shares, held, rootKey);
    } finally {
      held.wipe();
    }
  }

  private Made make(SharePlan shares, SecretBytes held, byte[] rootKey) {
    IssuedShares issued = shares.issue(held, secrets);
    HeldShares kept = new HeldShares(shares.counts(), issued.hashes());
    if (setup.isShamir()) {
      SealWrappedKey wrapped = heldKeys.wrapRootKey(held, kept, rootKey);
      SealRecord seal = new SealRecord(setup.type(), Pair.of(wrapped), Optional.empty());
      return new Made(seal, issued, IssuedShares.NONE);
    }
    Seal own = setup.own().orElseThrow();
    SealRecord seal =
        new SealRecord(own.type(), ProvedWrap.of(own, rootKey))
            .withRecovery(Pair.of(proof(held, kept, rootKey)));
    return new Made(seal, IssuedShares.NONE, issued);
  }

  private SealWrappedKey proof(SecretBytes held, HeldShares kept, byte[] rootKey) {
    SecretBytes key = SecretBytes.of(rootKey);
    try {
      return proofs.wrap(held, kept, key);
    } finally {
      key.wipe();
    }
  }

  /**
   * The checked options.
   *
   * @param shares of the unseal or recovery key
   * @param rootTokenRecipient whom the root token is encrypted for
   */
  record Plan(Optional<SharePlan> shares, Optional<PgpRecipient> rootTokenRecipient) {}

  /**
   * The result.
   *
   * @param seal the record of the wrapped root key
   * @param keys that unseal
   * @param recoveryKeys of a seal that unseals by itself
   */
  record Made(SealRecord seal, IssuedShares keys, IssuedShares recoveryKeys) {}
}
