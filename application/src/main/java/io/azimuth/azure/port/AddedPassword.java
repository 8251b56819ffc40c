package io.azimuth.azure.port;

import io.azimuth.domain.secret.SecretText;
import java.time.Instant;
import java.util.Objects;

/**
 * A password that was just added; its text is shown this once.
 *
 * @param keyId by which it is removed
 * @param value the password itself
 * @param expires when it ends to work, as Azure said
 */
public record AddedPassword(String keyId, SecretText value, Instant expires) {

  public AddedPassword {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(expires, "expires");
  }
}
