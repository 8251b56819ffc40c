package io.azimuth.azure.port;

import io.azimuth.domain.rotation.KnownPassword;
import java.util.List;
import java.util.Objects;

/**
 * An app registration as Graph shows it.
 *
 * @param objectId of the application object; not its client id
 * @param passwords all that it has; their texts are never shown again
 */
public record RegisteredApplication(String objectId, List<KnownPassword> passwords) {

  public RegisteredApplication {
    Objects.requireNonNull(objectId, "objectId");
    passwords = List.copyOf(passwords);
  }
}
