package io.azimuth.domain.rotation;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
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

  /** One that ends sooner is of no use: it would have to be replaced at once. */
  public static final Duration SHORTEST_USE = Duration.ofMinutes(10);

  public NewPassword {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(expires, "expires");
  }

  /** Whether it works for so long that it may take the place of another. */
  public boolean isOfUse(Instant now) {
    return expires.isAfter(now.plus(SHORTEST_USE));
  }
}
