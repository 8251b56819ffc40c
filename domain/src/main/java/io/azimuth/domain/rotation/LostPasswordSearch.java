package io.azimuth.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Searches for a password whose key id was never received. The directory is replicated, and a call
 * may take effect late: a password that is absent now may still appear.
 */
public final class LostPasswordSearch {

  /**
   * How long after the call, or after the cancellation of the rotation, the password may still
   * appear.
   */
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

  /** Whether a password that is absent now will not appear any more. */
  public static boolean isOver(Rotation rotation, Instant now) {
    return !now.isBefore(rotation.since().plus(LATE));
  }
}
