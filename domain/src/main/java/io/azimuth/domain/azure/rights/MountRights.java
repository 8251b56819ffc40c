package io.azimuth.domain.azure.rights;

import io.azimuth.domain.rotation.RotatedKind;
import java.util.Objects;
import java.util.Optional;

/**
 * What of a mount's configuration decides which rights it needs.
 *
 * @param resolvesGroups whether it asks Microsoft Graph for groups that a token does not list
 * @param rotated what a rotation replaces; empty when the mount signs in without a stored secret or
 *     certificate
 * @param rotatesByItself whether rotations begin by themselves
 */
public record MountRights(
    boolean resolvesGroups, Optional<RotatedKind> rotated, boolean rotatesByItself) {

  public MountRights {
    Objects.requireNonNull(rotated, "rotated");
  }
}
