package io.azimuth.spi.api;

import java.time.Duration;
import java.util.Objects;

/**
 * A lease as the caller reads it in the answer.
 *
 * @param id the id by which it is renewed and revoked
 * @param duration how long it lasts, in whole seconds
 * @param renewable whether it can be renewed
 */
public record IssuedLease(String id, Duration duration, boolean renewable) {

  public IssuedLease {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(duration, "duration");
  }
}
