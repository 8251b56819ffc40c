package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.secret.SecretText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A password of an app registration.
 *
 * @param keyId its id, a GUID
 * @param displayName what Graph lists it as
 * @param text the client secret; its first three characters are the hint
 * @param ends when it expires; absent = two years after the simulator's start
 */
public record SeededPassword(
    String keyId, Optional<String> displayName, SecretText text, Optional<Instant> ends) {

  /** How many characters of the text Graph shows. */
  public static final int HINT = 3;

  public SeededPassword {
    Guids.require(keyId, "key id");
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(ends, "ends");
    if (text.expose().length() < HINT) {
      throw new IllegalArgumentException("a client secret has three characters at least");
    }
  }

  /** One that ends two years after the simulator's start. */
  public static SeededPassword of(String keyId, String displayName, SecretText text) {
    return new SeededPassword(keyId, Optional.of(displayName), text, Optional.empty());
  }
}
