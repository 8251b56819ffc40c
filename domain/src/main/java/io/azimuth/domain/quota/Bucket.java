package io.azimuth.domain.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * What a client has left of a limit: a token bucket that fills at a constant rate; each request
 * takes one token. It holds as many tokens as requests may come at once.
 *
 * @param tokens as of {@code at}
 * @param at milliseconds since the epoch
 * @param blockedUntil milliseconds since the epoch; until then all requests are refused
 */
public record Bucket(double tokens, long at, long blockedUntil) {

  /** Tolerates rounding errors, so that a client is never refused a request that it has left. */
  private static final double ROUNDING = 1e-6;

  /** The bucket of a client without earlier requests. */
  public static Bucket full(RateLimit limit, Instant now) {
    return new Bucket(limit.burst(), now.toEpochMilli(), Long.MIN_VALUE);
  }

  /** Takes a token, if there is one. */
  public Taken take(RateLimit limit, Instant now) {
    Bucket filled = filled(limit, now.toEpochMilli());
    if (filled.blockedUntil > filled.at) {
      return refused(filled, limit, filled.blockedUntil - filled.at);
    }
    if (filled.tokens < 1 - ROUNDING) {
      return limit.blockInterval().isZero()
          ? refused(filled, limit, limit.millisFor(1 - filled.tokens))
          : refused(filled.blocked(limit), limit, limit.blockInterval().toMillis());
    }
    Bucket left = new Bucket(Math.max(0, filled.tokens - 1), filled.at, Long.MIN_VALUE);
    return new Taken(
        left,
        new QuotaVerdict(true, whole(limit.burst()), whole(left.tokens), left.untilFull(limit)));
  }

  /**
   * Whether the bucket equals that of a client without earlier requests, so that it can be dropped.
   */
  public boolean isFull(RateLimit limit, Instant now) {
    Bucket filled = filled(limit, now.toEpochMilli());
    return filled.blockedUntil <= filled.at && filled.tokens >= limit.burst() - ROUNDING;
  }

  // A clock that was set back neither adds nor removes tokens; no block lasts longer than its
  // interval.
  private Bucket filled(RateLimit limit, long now) {
    double more = limit.after(Math.max(0, now - at));
    long block = Math.min(blockedUntil, now + limit.blockInterval().toMillis());
    return new Bucket(Math.min(limit.burst(), tokens + more), now, block);
  }

  private Bucket blocked(RateLimit limit) {
    return new Bucket(tokens, at, at + limit.blockInterval().toMillis());
  }

  private Duration untilFull(RateLimit limit) {
    return Duration.ofMillis(limit.millisFor(limit.burst() - tokens));
  }

  private static Taken refused(Bucket bucket, RateLimit limit, long millis) {
    return new Taken(
        bucket,
        new QuotaVerdict(false, whole(limit.burst()), 0, Duration.ofMillis(Math.max(1, millis))));
  }

  private static long whole(double tokens) {
    return (long) Math.floor(tokens + ROUNDING);
  }

  /**
   * The bucket after a request, and whether the request is granted.
   *
   * @param bucket to be kept
   * @param verdict on the request
   */
  public record Taken(Bucket bucket, QuotaVerdict verdict) {}
}
