package io.azimuth.application.port.azure;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An app registration as Graph shows it.
 *
 * @param objectId of the application object; not its client id
 * @param passwords all that it has; their texts are never shown again
 */
public record RegisteredApplication(String objectId, List<Password> passwords) {

  public RegisteredApplication {
    Objects.requireNonNull(objectId, "objectId");
    passwords = List.copyOf(passwords);
  }

  /**
   * A password of an application.
   *
   * @param keyId by which it is removed
   * @param displayName the name that its maker gave it; empty when none
   * @param hint the first three characters of its text; part of the secret, so never logged
   * @param expires when it ends to work
   */
  public record Password(
      String keyId, String displayName, Optional<String> hint, Optional<Instant> expires) {

    public Password {
      Objects.requireNonNull(keyId, "keyId");
      Objects.requireNonNull(displayName, "displayName");
      Objects.requireNonNull(hint, "hint");
      Objects.requireNonNull(expires, "expires");
    }

    @Override
    public String toString() {
      return "Password[keyId=" + keyId + ", displayName=" + displayName + "]";
    }
  }
}
