package io.azimuth.domain.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The values that the time to live of a token is computed from.
 *
 * @param lifetimes the role's, as it is now; the explicit maximum is the token's own once it has
 *     been issued
 * @param mountDefault the mount's time to live, at least one second
 * @param mountMax the mount's maximum, at least one second
 * @param issuedAt when the token was issued; now at a login
 * @param now the present moment
 * @param increment the lifetime that a renewal asks for, cut to whole seconds; zero or less means
 *     none
 */
public record TimeToLiveRequest(
    LifetimeSettings lifetimes,
    Duration mountDefault,
    Duration mountMax,
    Instant issuedAt,
    Instant now,
    Duration increment) {

  public TimeToLiveRequest {
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(issuedAt, "issuedAt");
    Objects.requireNonNull(now, "now");
    mountDefault = Duration.ofSeconds(mountDefault.toSeconds());
    mountMax = Duration.ofSeconds(mountMax.toSeconds());
    increment = Duration.ofSeconds(increment.toSeconds());
    if (mountDefault.toSeconds() < 1 || mountMax.toSeconds() < 1) {
      throw new IllegalArgumentException("a mount's lifetimes are at least one second");
    }
  }

  /** The request for a token that is issued now. */
  public static TimeToLiveRequest atIssue(
      LifetimeSettings lifetimes, Duration mountDefault, Duration mountMax, Instant now) {
    return new TimeToLiveRequest(lifetimes, mountDefault, mountMax, now, now, Duration.ZERO);
  }
}
