package io.azimuth.domain.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The lifetime of a token.
 *
 * @param createdAt when it was issued
 * @param creationTtl its time to live at issue; zero for one that never expires
 * @param explicitMaxTtl the maximum lifetime since its issue; zero when there is no such limit
 * @param period the lifetime that each renewal of a periodic token gives; zero for other tokens
 * @param renewable whether it can be renewed
 * @param expiresAt the first moment at which it is expired; empty for one that never expires
 * @param lastRenewal when it was renewed last
 */
public record TokenLifetime(
    Instant createdAt,
    Duration creationTtl,
    Duration explicitMaxTtl,
    Duration period,
    boolean renewable,
    Optional<Instant> expiresAt,
    Optional<Instant> lastRenewal) {

  public TokenLifetime {
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Objects.requireNonNull(lastRenewal, "lastRenewal");
    if (creationTtl.isNegative() || explicitMaxTtl.isNegative() || period.isNegative()) {
      throw new IllegalArgumentException("a lifetime is not negative");
    }
    if (expiresAt.isEmpty() == !creationTtl.isZero()) {
      throw new IllegalArgumentException("a token without a time to live never ends");
    }
    if (renewable && expiresAt.isEmpty()) {
      throw new IllegalArgumentException("a token that never ends cannot be renewed");
    }
  }

  /** The lifetime of a token that never expires. */
  public static TokenLifetime endless(Instant createdAt) {
    Duration zero = Duration.ZERO;
    return new TokenLifetime(
        createdAt, zero, zero, zero, false, Optional.empty(), Optional.empty());
  }

  /** A token that lives for that time from its issue, without explicit maximum or period. */
  public static TokenLifetime of(Instant createdAt, Duration ttl, boolean renewable) {
    return of(createdAt, ttl, LifetimeSettings.NONE, renewable);
  }

  /** A token that lives for that time from its issue and keeps the explicit maximum and period. */
  public static TokenLifetime of(
      Instant createdAt, Duration ttl, LifetimeSettings lifetimes, boolean renewable) {
    return new TokenLifetime(
        createdAt,
        ttl,
        lifetimes.explicitMaxTtl(),
        lifetimes.period(),
        renewable,
        Optional.of(createdAt.plus(ttl)),
        Optional.empty());
  }

  /** The time to live that was granted last: by the last renewal, or at issue. */
  public Duration lastTtl() {
    return lastRenewal
        .flatMap(from -> expiresAt.map(end -> Duration.between(from, end)))
        .orElse(creationTtl);
  }

  /** This lifetime, renewed now for that time. */
  public TokenLifetime renewed(Instant now, Duration ttl) {
    return new TokenLifetime(
        createdAt,
        creationTtl,
        explicitMaxTtl,
        period,
        renewable,
        Optional.of(now.plus(ttl)),
        Optional.of(now));
  }
}
