package io.azimuth.application.backend.azure;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import java.util.Objects;

/**
 * What is done for a mount without a request.
 *
 * @param rotations drives the one under way
 * @param clockwork begins those that are due
 * @param secretEnds learns when secrets of operators end
 * @param expiry warns before the credential ends
 */
record MountUpkeep(
    Rotations rotations,
    RotationClockwork clockwork,
    SecretEndLookup secretEnds,
    ExpiryWatch expiry) {

  MountUpkeep {
    Objects.requireNonNull(rotations, "rotations");
    Objects.requireNonNull(clockwork, "clockwork");
    Objects.requireNonNull(secretEnds, "secretEnds");
    Objects.requireNonNull(expiry, "expiry");
  }

  void run(Mount mount, UnitOfWork work) {
    rotations.advance(mount, work);
    clockwork.look(mount, work);
    secretEnds.look(mount, work);
    expiry.look(mount, work);
  }
}
