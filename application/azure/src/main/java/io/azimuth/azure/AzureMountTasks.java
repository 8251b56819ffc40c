package io.azimuth.azure;

import io.azimuth.azure.rotation.RotationRunner;
import io.azimuth.azure.rotation.schedule.RotationGauges;
import io.azimuth.azure.rotation.schedule.RotationScheduler;
import io.azimuth.azure.status.CredentialExpiryMonitor;
import io.azimuth.azure.status.SecretExpiryLookup;
import io.azimuth.azure.watch.ResourceWatcher;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.storage.MountSweep;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The periodic tasks of a mount.
 *
 * @param rotations drives a running rotation
 * @param clockwork begins rotations that are due
 * @param secretEnds reads from Graph when secrets of operators expire
 * @param expiry warns before the credential expires
 * @param watcher revokes the tokens of machines that are gone
 * @param sweeps forget used tokens that expired, and proofs that no grace reaches
 * @param gauges shows how far rotations are
 * @param clock tells the time
 */
record AzureMountTasks(
    RotationRunner rotations,
    RotationScheduler clockwork,
    SecretExpiryLookup secretEnds,
    CredentialExpiryMonitor expiry,
    ResourceWatcher watcher,
    List<MountSweep> sweeps,
    RotationGauges gauges,
    Clock clock) {

  AzureMountTasks {
    sweeps = List.copyOf(sweeps);
  }

  /** Runs what is due; the measurements come last, so that they hold up nothing. */
  void run(Mount mount, MountTransaction work) {
    Optional<Rotation> pending = rotations.advance(mount, work);
    clockwork.tick(mount, work);
    secretEnds.lookUpIfDue(mount, work);
    expiry.check(mount, work);
    watcher.run(mount, work);
    sweeps.forEach(sweep -> sweep.run(mount.uuid(), clock.instant()));
    gauges.see(mount, work, pending);
  }

  /** Nothing is known of a mount that was removed. */
  void forget(Mount mount) {
    watcher.forget(mount.uuid());
    sweeps.forEach(sweep -> sweep.forget(mount.uuid()));
    gauges.forget(mount);
  }
}
