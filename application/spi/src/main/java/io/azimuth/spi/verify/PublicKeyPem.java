package io.azimuth.spi.verify;

import io.azimuth.domain.secret.PemBlock;
import io.azimuth.domain.text.Checked;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/**
 * A public key that an operator wrote as PEM: {@code PUBLIC KEY}, or the key of a {@code
 * CERTIFICATE}. Two of the same text are equal.
 */
public final class PublicKeyPem {

  /** The longest text, in characters. */
  public static final int MAX_LENGTH = 32 * 1024;

  private static final int MIN_RSA_BITS = 2_048;
  private static final int MAX_RSA_BITS = 8_192;
  private static final List<String> FACTORIES = List.of("RSA", "EC", "EdDSA");

  private final String pem;
  private final PublicKey key;

  private PublicKeyPem(String pem, PublicKey key) {
    this.pem = pem;
    this.key = key;
  }

  /** Reads the key, or returns the sentence about what is wrong with it. */
  public static Checked<PublicKeyPem> parse(String pem) {
    if (pem.length() > MAX_LENGTH) {
      return Checked.problem("a key has at most " + MAX_LENGTH + " characters");
    }
    return PemBlock.only(pem)
        .flatMap(PublicKeyPem::key)
        .map(key -> checked(pem, key))
        .orElseGet(() -> Checked.problem("data does not contain any valid public keys"));
  }

  private static Optional<PublicKey> key(PemBlock block) {
    return switch (block.label()) {
      case "PUBLIC KEY" -> block.der().flatMap(PublicKeyPem::ofKey);
      case "CERTIFICATE" ->
          block.der().flatMap(DerCertificate::read).map(Certificate::getPublicKey);
      default -> Optional.empty();
    };
  }

  private static Checked<PublicKeyPem> checked(String pem, PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
        return Checked.problem("an RSA key has 2048 to 8192 bits");
      }
    } else if (!(key instanceof ECPublicKey) && !(key instanceof EdECPublicKey)) {
      return Checked.problem("a key is of RSA, of an elliptic curve or of Ed25519");
    }
    return Checked.of(new PublicKeyPem(pem, key));
  }

  private static Optional<PublicKey> ofKey(byte[] encoded) {
    return FACTORIES.stream()
        .flatMap(factory -> ofKey(factory, new X509EncodedKeySpec(encoded)).stream())
        .findFirst();
  }

  private static Optional<PublicKey> ofKey(String factory, X509EncodedKeySpec encoded) {
    try {
      return Optional.of(KeyFactory.getInstance(factory).generatePublic(encoded));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM from 15 on has keys of " + factory, e);
    }
  }

  /** The text that it was read from. */
  public String pem() {
    return pem;
  }

  /** The key. */
  public PublicKey key() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKeyPem that && pem.equals(that.pem);
  }

  @Override
  public int hashCode() {
    return pem.hashCode();
  }

  @Override
  public String toString() {
    return key.getAlgorithm() + " key";
  }
}
