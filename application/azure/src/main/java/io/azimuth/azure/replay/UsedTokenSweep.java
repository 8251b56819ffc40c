package io.azimuth.azure.replay;

import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountSweep;
import java.time.Instant;
import java.util.List;

/** Forgets used tokens that nobody accepts any more, because they expired. */
public final class UsedTokenSweep {

  /** How many go at once; a batch takes 1,000 records. */
  static final int AT_ONCE = 500;

  private final MountSweep sweep;

  public UsedTokenSweep(MountStore store) {
    this.sweep = new MountSweep(store, AT_ONCE, UsedTokenSweep::sweep);
  }

  private static int sweep(MountStorage storage, Instant now) {
    List<UsedTokenPlace> over =
        UsedTokens.first(storage, AT_ONCE).stream().filter(place -> place.isOver(now)).toList();
    over.forEach(place -> UsedTokens.forget(storage, place));
    return over.size();
  }

  /** Sweeps the mount if that is due; in the background, about every second. */
  public void run(String mountUuid, Instant now) {
    sweep.run(mountUuid, now);
  }

  /** Nothing is known of the mount any more. */
  public void forget(String mountUuid) {
    sweep.forget(mountUuid);
  }
}
