package io.azimuth.approle;

import io.azimuth.domain.time.ClockSkew;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountSweep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Removes expired secret ids, and those of removed roles. It only cleans: a login checks expiry
 * itself.
 */
final class SecretIdSweep {

  /** How many secret ids go at once: each has three records, and a batch takes 1,000. */
  private static final int AT_ONCE = 100;

  private final MountSweep sweep;

  SecretIdSweep(MountStore store) {
    this.sweep = new MountSweep(store, AT_ONCE, SecretIdSweep::sweep);
  }

  /** Sweeps the mount if that is due; in the background, about every second. */
  void run(String mountUuid, Instant now) {
    sweep.run(mountUuid, now);
  }

  /** Nothing is known of the mount any more. */
  void forget(String mountUuid) {
    sweep.forget(mountUuid);
  }

  /** Stages the removal of some expired records; returns how many. */
  static int sweep(MountStorage storage, Instant now) {
    int ended = sweepEnded(storage, now.minus(ClockSkew.ALLOWED));
    return ended > 0 ? ended : sweepRemovedRole(storage);
  }

  private static int sweepEnded(MountStorage storage, Instant now) {
    List<String> ended =
        SecretIdStore.endings(storage, AT_ONCE).stream()
            .filter(ending -> StoredSecretId.Place.isDue(ending, now))
            .toList();
    for (String ending : ended) {
      SecretIdStore.removeEnding(storage, ending);
      SecretIdStore.find(storage, StoredSecretId.Place.ofEnding(ending))
          .filter(it -> it.secretId().isExpired(now))
          .ifPresent(it -> SecretIdStore.remove(storage, it));
    }
    return ended.size();
  }

  private static int sweepRemovedRole(MountStorage storage) {
    Optional<String> roleKey = SecretIdStore.removedRole(storage);
    if (roleKey.isEmpty()) {
      return 0;
    }
    List<StoredSecretId> left = SecretIdStore.ofRole(storage, roleKey.get(), AT_ONCE);
    if (left.isEmpty()) {
      SecretIdStore.forget(storage, roleKey.get());
      return AT_ONCE; // another role may wait
    }
    left.forEach(it -> SecretIdStore.remove(storage, it));
    return AT_ONCE;
  }
}
