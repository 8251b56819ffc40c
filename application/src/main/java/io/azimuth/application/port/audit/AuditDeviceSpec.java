package io.azimuth.application.port.audit;

import io.azimuth.domain.secret.SecretText;
import java.util.Map;
import java.util.Objects;

/**
 * An audit device as an operator enabled it.
 *
 * @param path its name, without slashes at its ends
 * @param type of the device
 * @param description the operator's words
 * @param options by name, as sent
 * @param salt of the hashes in its records; never shown
 */
public record AuditDeviceSpec(
    String path, String type, String description, Map<String, String> options, SecretText salt) {

  public AuditDeviceSpec {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(description, "description");
    options = Map.copyOf(options);
    Objects.requireNonNull(salt, "salt");
  }
}
