package io.azimuth.domain.rotation;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The password or certificate that a rotation added.
 *
 * @param keyId the id by which it is removed
 * @param value the password itself, or the certificate and its private key in PEM
 * @param expires when it expires
 */
public record NewPassword(String keyId, SecretText value, Instant expires) {

  /**
   * The shortest remaining lifetime of a usable password; a shorter one would need a rotation at
   * once.
   */
  public static final Duration SHORTEST_USE = Duration.ofMinutes(10);

  public NewPassword {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(expires, "expires");
  }

  /** Whether it works for long enough to replace another password. */
  public boolean isOfUse(Instant now) {
    return expires.isAfter(now.plus(SHORTEST_USE));
  }
}
