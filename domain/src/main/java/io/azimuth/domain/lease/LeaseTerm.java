package io.azimuth.domain.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a lease lasts.
 *
 * @param issuedAt when it began
 * @param maxTtl the longest time from then on, with all renewals; zero: the mount's
 * @param renewable whether it can be renewed
 * @param expiresAt the first moment at which it has expired
 * @param lastRenewal when it was renewed last
 */
public record LeaseTerm(
    Instant issuedAt,
    Duration maxTtl,
    boolean renewable,
    Instant expiresAt,
    Optional<Instant> lastRenewal) {

  public LeaseTerm {
    Objects.requireNonNull(issuedAt, "issuedAt");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Objects.requireNonNull(lastRenewal, "lastRenewal");
    if (maxTtl.isNegative()) {
      throw new IllegalArgumentException("a lifetime is not negative");
    }
  }

  /** The term of a lease that begins at that moment. */
  public static LeaseTerm of(Instant now, Duration ttl, Duration maxTtl, boolean renewable) {
    return new LeaseTerm(now, maxTtl, renewable, now.plus(ttl), Optional.empty());
  }

  /** This term, renewed for that time from now on. */
  public LeaseTerm renewed(Instant now, Duration ttl) {
    return new LeaseTerm(issuedAt, maxTtl, renewable, now.plus(ttl), Optional.of(now));
  }

  /** Whether it has expired; the moment of its end counts as over. */
  public boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** The whole seconds left; zero when it has expired. */
  public Duration remaining(Instant now) {
    return isOver(now)
        ? Duration.ZERO
        : Duration.ofSeconds(Duration.between(now, expiresAt).toSeconds());
  }
}
