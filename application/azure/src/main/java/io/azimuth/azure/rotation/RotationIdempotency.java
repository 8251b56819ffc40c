package io.azimuth.azure.rotation;

import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.remote.LruCache;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Knows which rotations were reported to their caller. A caller whose request was answered before
 * the outcome may repeat it and receives the outcome of the first rotation instead of a second one.
 * After a restart no rotation counts as reported.
 */
public final class RotationIdempotency {

  private static final int MAX = 1_024;

  // An answer may reach the caller before this server knows that it was sent.
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

  private final LruCache<String, AtomicBoolean> answered = new LruCache<>(MAX);

  /** Records that the answer was sent to the caller. */
  void answered(String rotation) {
    of(rotation).set(true);
  }

  /** Whether this is the first repetition by the caller of a rotation that was not reported. */
  boolean isReplay(Rotation rotation, String caller, Instant now) {
    return rotation.requester().filter(caller::equals).isPresent()
        && !now.isBefore(rotation.since().plus(ON_ITS_WAY))
        && of(rotation.name()).compareAndSet(false, true);
  }

  private AtomicBoolean of(String rotation) {
    return answered.get(rotation, name -> new AtomicBoolean());
  }
}
