package io.azimuth.domain.rotation;

import io.azimuth.domain.secret.SecretText;
import java.util.Objects;
import java.util.Optional;

/**
 * The password that a rotation replaces.
 *
 * @param value the password itself
 * @param ownKeyId its key id when an earlier rotation added it; empty for one that an operator
 *     wrote
 */
public record OldPassword(SecretText value, Optional<String> ownKeyId) {

  public OldPassword {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(ownKeyId, "ownKeyId");
  }
}
