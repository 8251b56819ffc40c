package io.azimuth.bootstrap.snapshot;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.snapshot.VerifiedSnapshot;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.SecretGenerator;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;

/**
 * Checks that a server with the keys of the store made a snapshot and that it was not changed
 * since. The seal of the configuration decrypts its keyring, and a key of the keyring verifies its
 * MAC.
 */
final class SnapshotAuthenticity {

  private final OfflineBarrier barriers;

  SnapshotAuthenticity(Clock clock, SecretGenerator secrets) {
    this.barriers = new OfflineBarrier(clock, secrets);
  }

  /**
   * Whether the snapshot is authentic; false if people hold the key shares, because then it cannot
   * be checked here.
   *
   * @throws SnapshotFailedException if the seal cannot decrypt the keyring, or the MAC is wrong
   */
  boolean isAuthentic(VerifiedSnapshot snapshot, SealSetup seals) {
    try {
      Optional<Barrier> barrier = barriers.open(snapshot.core(), seals);
      barrier.ifPresent(opened -> requireMac(snapshot, opened));
      return barrier.isPresent();
    } catch (ServiceException e) {
      throw new SnapshotFailedException(
          "the seal of this configuration does not open the snapshot: " + e.detail(), e);
    }
  }

  private static void requireMac(VerifiedSnapshot snapshot, Barrier barrier) {
    boolean fits = MessageDigest.isEqual(barrier.snapshotMac(snapshot.digest()), snapshot.mac());
    barrier.seal();
    if (!fits) {
      throw new SnapshotFailedException(
          "the snapshot was changed after it was taken: its MAC does not fit");
    }
  }
}
