package io.azimuth.azure.port;

import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.rotation.RotatedKind;
import java.util.List;

/**
 * An app registration as Graph returns it.
 *
 * @param objectId of the application object; not its client id
 * @param passwords all its passwords, without their texts
 * @param certificates all certificates with which it may sign in
 */
public record RegisteredApplication(
    String objectId, List<KnownPassword> passwords, List<KnownPassword> certificates) {

  public RegisteredApplication {
    passwords = List.copyOf(passwords);
    certificates = List.copyOf(certificates);
  }

  /** One without certificates. */
  public RegisteredApplication(String objectId, List<KnownPassword> passwords) {
    this(objectId, passwords, List.of());
  }

  /** Its credentials of that kind. */
  public List<KnownPassword> credentials(RotatedKind kind) {
    return kind == RotatedKind.CERTIFICATE ? certificates : passwords;
  }
}
