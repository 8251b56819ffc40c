package io.azimuth.application.port.audit;

import io.azimuth.domain.secret.SecretText;
import java.util.Map;

/**
 * The settings of an audit device that an operator enabled.
 *
 * @param path the name of the device, without slashes at its ends
 * @param type of the device
 * @param description the text that the operator wrote
 * @param options the options by name, as sent
 * @param salt of the hashes in its records; never shown
 * @param local as the operator wrote it; without effect on a server without replicas
 */
public record AuditDeviceSpec(
    String path,
    String type,
    String description,
    Map<String, String> options,
    SecretText salt,
    boolean local) {

  public AuditDeviceSpec {
    options = Map.copyOf(options);
  }

  /** A device that is not local. */
  public AuditDeviceSpec(
      String path, String type, String description, Map<String, String> options, SecretText salt) {
    this(path, type, description, options, salt, false);
  }
}
