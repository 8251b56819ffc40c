package io.azimuth.domain.rotation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A password or a certificate as the directory lists it.
 *
 * @param keyId the id by which it is removed
 * @param displayName the name that it was given when it was added; may be empty
 * @param hint of a password the first characters of its text, part of the secret; of a certificate
 *     its {@link CertificateThumbprint}; empty when the directory does not return it
 * @param expires when it expires
 */
public record KnownPassword(
    String keyId, String displayName, Optional<String> hint, Optional<Instant> expires) {

  public KnownPassword {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(expires, "expires");
  }

  @Override
  public String toString() {
    return "KnownPassword[keyId=" + keyId + "]";
  }
}
