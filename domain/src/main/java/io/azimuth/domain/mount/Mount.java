package io.azimuth.domain.mount;

import java.util.Objects;

/**
 * A backend at a path.
 *
 * @param path where the backend is mounted
 * @param type of the backend
 * @param uuid names its storage; a new mount at the same path has another
 * @param accessor its public handle, {@code auth_<type>_<8 hex>}
 * @param description the text that the operator wrote
 * @param settings the settings of the operator
 * @param revocations grows with each mass revocation; tokens of an earlier count are revoked
 */
public record Mount(
    MountPath path,
    String type,
    String uuid,
    String accessor,
    String description,
    MountSettings settings,
    long revocations) {

  private static final int ACCESSOR_HEX = 8;

  public Mount {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(uuid, "uuid");
    Objects.requireNonNull(accessor, "accessor");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(settings, "settings");
  }

  /** The accessor of the mount with this uuid: the prefix and the first digits of the uuid. */
  public static String accessor(String prefix, String uuid) {
    return prefix + "_" + uuid.substring(0, ACCESSOR_HEX);
  }

  /** This mount with another description and settings. */
  public Mount tuned(String newDescription, MountSettings newSettings) {
    return new Mount(path, type, uuid, accessor, newDescription, newSettings, revocations);
  }

  /** This mount at another path, with all tokens that it has issued revoked. */
  public Mount movedTo(MountPath newPath) {
    return new Mount(newPath, type, uuid, accessor, description, settings, revocations + 1);
  }
}
