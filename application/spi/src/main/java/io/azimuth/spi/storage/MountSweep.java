package io.azimuth.spi.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntBiFunction;

/**
 * Removes what is over from the storages of mounts, a part at a time: the next part at once while
 * there is more, and else after ten seconds. Safe for use by many threads.
 */
public final class MountSweep {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final MountStore store;
  private final int atOnce;
  private final ToIntBiFunction<MountStorage, Instant> part;
  private final Map<String, Instant> due = new ConcurrentHashMap<>();

  /**
   * A sweep.
   *
   * @param atOnce the size of a full part; a batch takes 1,000 records
   * @param part stages the removal of a part of what is over at that time, and returns its size: 0
   *     when nothing is over, {@code atOnce} when there may be more
   */
  public MountSweep(MountStore store, int atOnce, ToIntBiFunction<MountStorage, Instant> part) {
    this.store = Objects.requireNonNull(store, "store");
    this.atOnce = atOnce;
    this.part = Objects.requireNonNull(part, "part");
  }

  /** Sweeps a part of the mount if that is due; in the background, about every second. */
  public void run(String mountUuid, Instant now) {
    if (now.isBefore(due.getOrDefault(mountUuid, Instant.MIN))) {
      return;
    }
    MountTransaction work = store.begin(mountUuid);
    int removed = part.applyAsInt(work.storage(), now);
    if (removed > 0) {
      var unused = store.commit(work); // after a conflict the next run tries again
    }
    due.put(mountUuid, removed < atOnce ? now.plus(PAUSE) : now);
  }

  /** Nothing is known of the mount any more. */
  public void forget(String mountUuid) {
    due.remove(mountUuid);
  }
}
