package io.azimuth.application.gateway;

import io.azimuth.domain.rotation.Backoff;
import io.azimuth.spi.SecretGenerator;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * How long a request pauses after a conflict: a random part of a time that doubles up to a limit.
 * Requests that met in one conflict so do not all meet again.
 */
final class RetryPauses {

  private static final Backoff LONGEST = new Backoff(Duration.ofMillis(1), Duration.ofMillis(100));
  private static final int PARTS = 1 << 16;

  private final SecretGenerator chance;

  @Inject
  RetryPauses(SecretGenerator chance) {
    this.chance = chance;
  }

  /** The pause after this number of attempts, at least one. */
  Duration after(int attempts) {
    byte[] bytes = chance.bytes(2);
    int part = 1 + (((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff));
    return LONGEST.after(attempts).multipliedBy(part).dividedBy(PARTS);
  }
}
