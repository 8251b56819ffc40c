package io.azimuth.approle;

import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes secret ids whose time is over, and those of removed roles. It only cleans: a login judges
 * by itself what is over.
 */
final class SecretIdSweep {

  /** How many secret ids go at once: each has three records, and a batch takes 1,000. */
  private static final int AT_ONCE = 100;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final MountStore store;
  private final Map<String, Instant> due = new ConcurrentHashMap<>();

  SecretIdSweep(MountStore store) {
    this.store = store;
  }

  /** Sweeps the mount if that is due; in the background, about every second. */
  void run(String mountUuid, Instant now) {
    if (now.isBefore(due.getOrDefault(mountUuid, Instant.MIN))) {
      return;
    }
    MountTransaction work = store.begin(mountUuid);
    int removed = sweep(work.storage(), now);
    if (removed > 0) {
      var unused = store.commit(work); // after a conflict the next run tries again
    }
    due.put(mountUuid, removed < AT_ONCE ? now.plus(PAUSE) : now);
  }

  /** Nothing is known of the mount any more. */
  void forget(String mountUuid) {
    due.remove(mountUuid);
  }

  /** Stages the removal of some of what is over; returns how much that is. */
  static int sweep(MountStorage storage, Instant now) {
    int ended = sweepEnded(storage, now);
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
