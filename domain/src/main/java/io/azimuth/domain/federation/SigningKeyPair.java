package io.azimuth.domain.federation;

import io.azimuth.domain.secret.SecretBytes;
import java.util.Objects;

/**
 * A key to sign with.
 *
 * @param publicKey the half that is published
 * @param privateKey the other half, PKCS#8
 */
public record SigningKeyPair(PublicSigningKey publicKey, SecretBytes privateKey) {

  public SigningKeyPair {
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(privateKey, "privateKey");
  }

  /** The id of the key. */
  public String id() {
    return publicKey.id();
  }
}
