package io.azimuth.adapters.storage.pgp;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** Chooses the key of an owner to encrypt with. */
final class EncryptionKeys {

  private final PGPPublicKeyRing ring;
  private final KeySignatures signatures;
  private final Instant now;

  private EncryptionKeys(PGPPublicKeyRing ring, Instant now) {
    this.ring = ring;
    this.signatures = new KeySignatures(ring.getPublicKey());
    this.now = now;
  }

  /**
   * The keys of an owner at that time.
   *
   * @throws IOException when they are damaged; so may any {@link RuntimeException} of the library
   *     be
   */
  static EncryptionKeys in(byte[] ring, Instant now) throws IOException {
    return new EncryptionKeys(new PGPPublicKeyRing(ring, new BcKeyFingerprintCalculator()), now);
  }

  /** The fingerprint of the primary key. */
  byte[] fingerprint() {
    return ring.getPublicKey().getFingerprint();
  }

  /** The newest usable key. */
  PGPPublicKey best() throws UnusableKeyException {
    checkPrimary();
    Optional<PGPPublicKey> best =
        keys()
            .filter(PGPPublicKey::isEncryptionKey)
            .filter(key -> !signatures.isRevoked(key) && !isExpired(key) && letsEncrypt(key))
            .max(Comparator.comparing(PGPPublicKey::getCreationTime));
    if (best.isPresent()) {
      return best.get();
    }
    boolean onlyExpired = keys().anyMatch(key -> key.isEncryptionKey() && isExpired(key));
    throw new UnusableKeyException(
        onlyExpired ? "its encryption key is expired" : "it has no usable encryption key");
  }

  private void checkPrimary() throws UnusableKeyException {
    PGPPublicKey primary = ring.getPublicKey();
    if (signatures.isRevoked(primary)) {
      throw new UnusableKeyException("it is revoked");
    }
    if (signatures.latest(primary).isEmpty()) {
      throw new UnusableKeyException("it is not signed by itself");
    }
    if (isExpired(primary)) {
      throw new UnusableKeyException("it is expired");
    }
  }

  private Stream<PGPPublicKey> keys() {
    return StreamSupport.stream(ring.spliterator(), false);
  }

  private boolean isExpired(PGPPublicKey key) {
    return statement(key).filter(s -> KeySignatures.isExpired(key, s, now)).isPresent();
  }

  private boolean letsEncrypt(PGPPublicKey key) {
    return statement(key).filter(KeySignatures::letsEncrypt).isPresent();
  }

  private Optional<PGPSignature> statement(PGPPublicKey key) {
    return signatures.latest(key);
  }
}
