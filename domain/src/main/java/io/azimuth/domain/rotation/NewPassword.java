package io.azimuth.domain.rotation;

import io.azimuth.domain.secret.SecretText;
import java.time.Instant;
import java.util.Objects;

/**
 * The password that a rotation added.
 *
 * @param keyId by which it is removed
 * @param value the password itself
 * @param expires when it ends to work
 */
public record NewPassword(String keyId, SecretText value, Instant expires) {

  public NewPassword {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(expires, "expires");
  }
}
