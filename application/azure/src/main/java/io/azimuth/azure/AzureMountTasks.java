package io.azimuth.azure;

import io.azimuth.azure.rotation.RotationRunner;
import io.azimuth.azure.rotation.schedule.RotationGauges;
import io.azimuth.azure.rotation.schedule.RotationScheduler;
import io.azimuth.azure.status.CredentialExpiryMonitor;
import io.azimuth.azure.status.SecretExpiryLookup;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Objects;
import java.util.Optional;

/**
 * The periodic tasks of a mount.
 *
 * @param rotations drives a running rotation
 * @param clockwork begins rotations that are due
 * @param secretEnds reads from Graph when secrets of operators expire
 * @param expiry warns before the credential expires
 * @param gauges shows how far rotations are
 */
record AzureMountTasks(
    RotationRunner rotations,
    RotationScheduler clockwork,
    SecretExpiryLookup secretEnds,
    CredentialExpiryMonitor expiry,
    RotationGauges gauges) {

  AzureMountTasks {
    Objects.requireNonNull(rotations, "rotations");
    Objects.requireNonNull(clockwork, "clockwork");
    Objects.requireNonNull(secretEnds, "secretEnds");
    Objects.requireNonNull(expiry, "expiry");
    Objects.requireNonNull(gauges, "gauges");
  }

  /** Runs what is due; the measurements come last, so that they hold up nothing. */
  void run(Mount mount, MountTransaction work) {
    Optional<Rotation> pending = rotations.advance(mount, work);
    clockwork.tick(mount, work);
    secretEnds.lookUpIfDue(mount, work);
    expiry.check(mount, work);
    gauges.see(mount, work, pending);
  }
}
