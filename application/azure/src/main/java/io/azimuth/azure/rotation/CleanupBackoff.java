package io.azimuth.azure.rotation;

import io.azimuth.domain.rotation.Backoff;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.remote.LruCache;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The pauses between attempts to clean up. */
final class CleanupBackoff {

  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));
  private static final int MAX = 1_024;
  private static final int OFTEN = 10;

  private final LruCache<String, AtomicInteger> failures = new LruCache<>(MAX);

  /** Whether there were many attempts, however long they took: a server that was down made none. */
  boolean wasTriedOften(Rotation rotation) {
    return failures.find(rotation.name()).filter(it -> it.get() >= OFTEN).isPresent();
  }

  /** The pause after one more failure; never shorter than the one that Azure demands. */
  Duration afterFailure(Rotation rotation, Duration retryAfter) {
    int number = failures.get(rotation.name(), name -> new AtomicInteger()).incrementAndGet();
    Duration pause = PAUSES.after(number);
    return retryAfter.compareTo(pause) > 0 ? retryAfter : pause;
  }
}
