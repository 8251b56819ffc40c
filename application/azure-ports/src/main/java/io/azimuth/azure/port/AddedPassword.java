package io.azimuth.azure.port;

import io.azimuth.domain.secret.SecretText;
import java.time.Instant;
import java.util.Objects;

/**
 * A password that was just added; Azure shows its text only once.
 *
 * @param keyId the id by which it is removed
 * @param value the password itself
 * @param expires when it expires, as Azure returned it
 */
public record AddedPassword(String keyId, SecretText value, Instant expires) {

  public AddedPassword {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(expires, "expires");
  }
}
