package io.azimuth.application.system.mounts;

import io.azimuth.application.mount.MountTable;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.spi.api.RefusedException;

/** Checks the paths of new mounts. */
final class MountPaths {

  private MountPaths() {}

  /** The path of that text; refuses one that no mount can have. */
  static MountPath require(String text) {
    return MountPath.parse(text)
        .orElseThrow(() -> RefusedException.invalid("not a path that can be mounted"));
  }

  /** Refuses a path that a mount has, or with a mount above or below it. */
  static void requireFree(MountTable table, MountPath path) {
    table
        .overlapping(path)
        .ifPresent(
            mount -> {
              MountPath other = mount.path();
              throw RefusedException.invalid(
                  other.equals(path)
                      ? "path is already in use at " + path.withoutAuth()
                      : "existing mount at " + other.withoutAuth());
            });
  }
}
