package io.azimuth.application.usage;

import java.time.Instant;
import java.util.Objects;

/**
 * How many there were.
 *
 * @param tokens that are stored and alive
 * @param leases of those that end
 * @param entities all of them
 * @param at when counting ended
 */
public record UsageCounts(long tokens, long leases, long entities, Instant at) {

  public UsageCounts {
    Objects.requireNonNull(at, "at");
  }
}
