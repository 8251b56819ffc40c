package io.azimuth.domain.mount;

import java.util.Objects;

/**
 * A backend at a path.
 *
 * @param path where
 * @param type of the backend
 * @param uuid names its storage; a new mount at the same path has another
 * @param accessor its public handle, {@code auth_<type>_<8 hex>}
 * @param description the operator's words
 * @param settings what the operator set
 * @param revocations grows with each mass revocation; tokens of an earlier count are dead
 */
public record Mount(
    MountPath path,
    String type,
    String uuid,
    String accessor,
    String description,
    MountSettings settings,
    long revocations) {

  public Mount {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(uuid, "uuid");
    Objects.requireNonNull(accessor, "accessor");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(settings, "settings");
  }

  /** The same with other words and settings. */
  public Mount tuned(String newDescription, MountSettings newSettings) {
    return new Mount(path, type, uuid, accessor, newDescription, newSettings, revocations);
  }

  /** The same elsewhere, all tokens that it has issued revoked. */
  public Mount movedTo(MountPath newPath) {
    return new Mount(newPath, type, uuid, accessor, description, settings, revocations + 1);
  }
}
