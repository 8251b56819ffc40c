package io.azimuth.application.system.mounts;

import io.azimuth.application.mount.MountTable;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.spi.api.RefusedException;

/** Where something new can be mounted. */
final class MountPaths {

  private MountPaths() {}

  /** Refuses a path where something stands, or below or above which something does. */
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
