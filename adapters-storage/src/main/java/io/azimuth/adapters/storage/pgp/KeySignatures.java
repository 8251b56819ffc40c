package io.azimuth.adapters.storage.pgp;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** What the owner of a key has signed about it and its subkeys. */
final class KeySignatures {

  private static final int ENCRYPTING = KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE;

  private final PGPPublicKey primary;

  KeySignatures(PGPPublicKey primary) {
    this.primary = primary;
  }

  boolean isRevoked(PGPPublicKey key) {
    int type = isPrimary(key) ? PGPSignature.KEY_REVOCATION : PGPSignature.SUBKEY_REVOCATION;
    return stream(key.getSignaturesOfType(type)).anyMatch(signature -> isValid(signature, key));
  }

  /**
   * The latest valid statement about the key: that it is the owner's, its purpose and its lifetime.
   */
  Optional<PGPSignature> latest(PGPPublicKey key) {
    Stream<PGPSignature> statements = isPrimary(key) ? certifications() : bindings(key);
    return statements.max(Comparator.comparing(PGPSignature::getCreationTime));
  }

  private Stream<PGPSignature> bindings(PGPPublicKey subkey) {
    return stream(subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING))
        .filter(signature -> isValid(signature, subkey));
  }

  private Stream<PGPSignature> certifications() {
    Stream<PGPSignature> direct =
        stream(primary.getSignaturesOfType(PGPSignature.DIRECT_KEY))
            .filter(signature -> isValid(signature, primary));
    Stream<PGPSignature> ofNames =
        stream(primary.getUserIDs())
            .flatMap(
                name ->
                    stream(primary.getSignaturesForID(name))
                        .filter(PGPSignature::isCertification)
                        .filter(signature -> isValid(signature, name)));
    return Stream.concat(direct, ofNames);
  }

  /** Whether the key has expired at that time. A key without an expiry never does. */
  static boolean isExpired(PGPPublicKey key, PGPSignature statement, Instant now) {
    PGPSignatureSubpacketVector signed = statement.getHashedSubPackets();
    long seconds = signed == null ? 0 : signed.getKeyExpirationTime();
    return seconds > 0 && !now.isBefore(key.getCreationTime().toInstant().plusSeconds(seconds));
  }

  /** Whether the owner allows others to encrypt with it. A statement without purposes allows it. */
  static boolean letsEncrypt(PGPSignature statement) {
    PGPSignatureSubpacketVector signed = statement.getHashedSubPackets();
    int flags = signed == null ? 0 : signed.getKeyFlags();
    return flags == 0 || (flags & ENCRYPTING) != 0;
  }

  private boolean isPrimary(PGPPublicKey key) {
    return key.getKeyID() == primary.getKeyID();
  }

  private boolean isValid(PGPSignature signature, PGPPublicKey key) {
    return byOwner(
        signature,
        s -> isPrimary(key) ? s.verifyCertification(key) : s.verifyCertification(primary, key));
  }

  private boolean isValid(PGPSignature signature, String name) {
    return byOwner(signature, s -> s.verifyCertification(name, primary));
  }

  private boolean byOwner(PGPSignature signature, Verification verification) {
    if (signature.getKeyID() != primary.getKeyID()) {
      return false;
    }
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
      return verification.verify(signature);
    } catch (PGPException | RuntimeException e) {
      return false; // an unknown algorithm or malformed: it states nothing
    }
  }

  private static <T> Stream<T> stream(Iterator<T> iterator) {
    Iterable<T> iterable = () -> iterator;
    return StreamSupport.stream(iterable.spliterator(), false);
  }

  private interface Verification {
    boolean verify(PGPSignature signature) throws PGPException;
  }
}
