package io.azimuth.azure.rotation;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.domain.rotation.Rotation;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A running rotation as a step finds it.
 *
 * @param mountUuid the mount
 * @param rotation as the journal stores it
 * @param settings the present settings of the mount; empty when they were deleted
 * @param now the moment of the step
 */
record PendingRotation(
    String mountUuid, Rotation rotation, Optional<AzureSettings> settings, Instant now) {

  PendingRotation {
    Objects.requireNonNull(mountUuid, "mountUuid");
    Objects.requireNonNull(rotation, "rotation");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(now, "now");
  }

  /** Whether it has been in its state for too long. */
  boolean isStuck() {
    return !now.isBefore(rotation.since().plus(RotationStepRunner.PATIENCE));
  }
}
