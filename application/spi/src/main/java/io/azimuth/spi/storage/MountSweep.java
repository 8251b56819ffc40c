package io.azimuth.spi.storage;

import io.azimuth.domain.error.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntBiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes expired records from the storages of mounts, a part at a time: the next part at once
 * while there is more, and else after ten seconds. Safe for use by many threads.
 *
 * <p>While the store takes no writes, nothing but the sweep is held up.
 */
public final class MountSweep {

  private static final Logger LOG = LoggerFactory.getLogger(MountSweep.class);

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final MountStore store;
  private final int atOnce;
  private final ToIntBiFunction<MountStorage, Instant> part;
  private final Map<String, Instant> due = new ConcurrentHashMap<>();

  /**
   * A sweep.
   *
   * @param atOnce the size of a full part; a batch takes 1,000 records
   * @param part stages the removal of some of the records that have expired at that time, and
   *     returns their number: 0 when none has, {@code atOnce} when there may be more
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
    due.put(mountUuid, now.plus(PAUSE));
    try {
      if (sweep(mountUuid, now) >= atOnce) {
        due.put(mountUuid, now);
      }
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("a mount was not swept, and is after a pause: {}", e.getMessage());
    }
  }

  private int sweep(String mountUuid, Instant now) {
    MountTransaction work = store.begin(mountUuid);
    int removed = part.applyAsInt(work.storage(), now);
    if (removed > 0) {
      var unused = store.commit(work); // after a conflict a later run tries again
    }
    return removed;
  }

  /** Nothing is known of the mount any more. */
  public void forget(String mountUuid) {
    due.remove(mountUuid);
  }
}
