package io.azimuth.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looking for a password whose key id was never learnt. The directory is replicated, and a call may
 * take effect late: that it is not there now does not say that it will not be.
 */
public final class LostPasswordSearch {

  /** For how long after the call, or after the rotation was cancelled, it may still appear. */
  public static final Duration LATE = Duration.ofMinutes(1);

  private LostPasswordSearch() {}

  /** The password of that rotation, if it is among the known ones. */
  public static Optional<KnownPassword> find(Rotation rotation, List<KnownPassword> known) {
    return known.stream()
        .filter(
            it ->
                it.displayName().equals(rotation.name())
                    || rotation.added().filter(own -> own.keyId().equals(it.keyId())).isPresent())
        .findFirst();
  }

  /** Whether one that is not there will not come any more. */
  public static boolean isOver(Rotation rotation, Instant now) {
    return !now.isBefore(rotation.since().plus(LATE));
  }
}
