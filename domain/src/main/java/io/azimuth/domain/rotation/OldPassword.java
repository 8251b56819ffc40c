package io.azimuth.domain.rotation;

import io.azimuth.domain.secret.SecretText;
import java.util.Objects;
import java.util.Optional;

/**
 * The password or certificate that a rotation replaces.
 *
 * @param value the password itself, or the certificate and its private key in PEM
 * @param ownKeyId its key id when an earlier rotation added it; empty for one that an operator
 *     wrote
 * @param thumbprint the {@link CertificateThumbprint} of a certificate; empty for a password
 */
public record OldPassword(
    SecretText value, Optional<String> ownKeyId, Optional<String> thumbprint) {

  public OldPassword {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(ownKeyId, "ownKeyId");
    thumbprint.ifPresent(CertificateThumbprint::require);
  }

  /** A password. */
  public OldPassword(SecretText value, Optional<String> ownKeyId) {
    this(value, ownKeyId, Optional.empty());
  }

  /** What it is, and therefore what replaces it. */
  public RotatedKind kind() {
    return thumbprint.isPresent() ? RotatedKind.CERTIFICATE : RotatedKind.PASSWORD;
  }

  /** The text that recognises it: the password itself, or the thumbprint of the certificate. */
  public SecretText mark() {
    return thumbprint.map(SecretText::of).orElse(value);
  }
}
