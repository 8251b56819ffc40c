package io.azimuth.azure.replay;

import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Forgets used tokens that nobody accepts any more, because they expired. */
public final class UsedTokenSweep {

  /** How many go at once; a batch takes 1,000 records. */
  static final int AT_ONCE = 500;

  static final Duration PAUSE = Duration.ofSeconds(10);

  private final MountStore store;
  private final Map<String, Instant> due = new ConcurrentHashMap<>();

  public UsedTokenSweep(MountStore store) {
    this.store = store;
  }

  /** Sweeps the mount if that is due; in the background, about every second. */
  public void run(String mountUuid, Instant now) {
    if (now.isBefore(due.getOrDefault(mountUuid, Instant.MIN))) {
      return;
    }
    MountTransaction work = store.begin(mountUuid);
    List<UsedTokenPlace> over =
        UsedTokens.first(work.storage(), AT_ONCE).stream()
            .filter(place -> place.isOver(now))
            .toList();
    over.forEach(place -> UsedTokens.forget(work.storage(), place));
    if (!over.isEmpty()) {
      var unused = store.commit(work); // after a conflict the next run tries again
    }
    due.put(mountUuid, over.size() < AT_ONCE ? now.plus(PAUSE) : now);
  }

  /** Nothing is known of the mount any more. */
  public void forget(String mountUuid) {
    due.remove(mountUuid);
  }
}
