package io.azimuth.azure.port;

import io.azimuth.domain.rotation.KnownPassword;
import java.util.List;
import java.util.Objects;

/**
 * An app registration as Graph returns it.
 *
 * @param objectId of the application object; not its client id
 * @param passwords all its passwords, without their texts
 */
public record RegisteredApplication(String objectId, List<KnownPassword> passwords) {

  public RegisteredApplication {
    Objects.requireNonNull(objectId, "objectId");
    passwords = List.copyOf(passwords);
  }
}
