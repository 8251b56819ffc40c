package io.azimuth.azure.rotation;

import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.remote.LruCache;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which rotations were answered: a caller who was never told that his began may ask once more and
 * is told so, without a second one. After a restart nobody was told.
 */
public final class RotationIdempotency {

  private static final int MAX = 1_024;

  // An answer may arrive before we know that it was handed over.
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

  private final LruCache<String, AtomicBoolean> answered = new LruCache<>(MAX);

  /** The caller has the answer. */
  void answered(String rotation) {
    of(rotation).set(true);
  }

  /** Whether this is the one replay of a caller who was not told. */
  boolean isReplay(Rotation rotation, String caller, Instant now) {
    return rotation.requester().filter(caller::equals).isPresent()
        && !now.isBefore(rotation.since().plus(ON_ITS_WAY))
        && of(rotation.name()).compareAndSet(false, true);
  }

  private AtomicBoolean of(String rotation) {
    return answered.get(rotation, name -> new AtomicBoolean());
  }
}
