package io.azimuth.application.seal;

import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.KeyQuorum.Proof;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.UnwrappedRootKey;
import io.azimuth.domain.secret.SecretBytes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Opens the store with key shares that prove the right to it, perhaps with another seal. */
@Singleton
final class ProvedOpening {

  private final SealSetup setup;
  private final StoreOpening opening;
  private final KeyQuorum quorum;
  private final AutoUnseal ownSeal;
  private final SealMigration migration;

  @Inject
  ProvedOpening(
      SealSetup setup,
      StoreOpening opening,
      KeyQuorum quorum,
      AutoUnseal ownSeal,
      SealMigration migration) {
    this.setup = setup;
    this.opening = opening;
    this.quorum = quorum;
    this.ownSeal = ownSeal;
    this.migration = migration;
  }

  /** The root key that the proved key wraps. */
  SecretBytes rootKey(Proof proof) {
    return SecretBytes.taking(setup.keyed().under(proof.key()).unwrap(proof.kept().wrapped()));
  }

  /** Opens the store with its root key, without another system. */
  void open(SecretBytes rootKey) {
    opening.open(rootKey);
  }

  /**
   * Opens the store with the help of another system: with recovery keys, or by moving it to the
   * configured seal. Blocks.
   *
   * @return what the shares proved, its key wiped; empty when they do not make the key
   */
  Optional<Proof> openRemotely(SealRecord seal, List<SecretBytes> shares, boolean migrate) {
    return SealSetup.isHeldByPeople(seal)
        ? moveFromShares(seal, shares)
        : openBySeal(seal, shares, migrate);
  }

  private Optional<Proof> moveFromShares(SealRecord seal, List<SecretBytes> shares) {
    Optional<Proof> proof = quorum.prove(seal, shares);
    proof.ifPresent(proved -> moveFromShares(seal, proved));
    return proof;
  }

  private void moveFromShares(SealRecord seal, Proof proof) {
    SecretBytes rootKey = rootKey(proof);
    try {
      migration.run(seal, rootKey, proof);
    } finally {
      rootKey.wipe();
      proof.key().wipe();
    }
  }

  private Optional<Proof> openBySeal(SealRecord seal, List<SecretBytes> shares, boolean migrate) {
    UnwrappedRootKey rootKey = setup.unwrap(seal);
    try {
      Optional<Proof> proof = quorum.prove(seal, shares, rootKey.key());
      proof.ifPresent(proved -> openBySeal(seal, rootKey, proved, migrate));
      return proof;
    } finally {
      rootKey.key().wipe();
    }
  }

  private void openBySeal(SealRecord seal, UnwrappedRootKey rootKey, Proof proof, boolean migrate) {
    try {
      if (migrate) {
        migration.run(seal, rootKey.key(), proof);
      } else {
        ownSeal.open(rootKey);
      }
    } finally {
      proof.key().wipe();
    }
  }
}
