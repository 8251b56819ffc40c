package io.azimuth.domain.token;

import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a token lives from now, computed the same way at issue and at renewal
 * (docs/reference/tokens.md, How long a token lives).
 *
 * @param ttl at least one second, whole seconds
 * @param warnings which values were reduced to a maximum, as sentences for the caller
 */
public record TimeToLive(Duration ttl, List<String> warnings) {

  /** Why a token cannot be renewed any more. */
  public static final String PAST_MAX = "past the max TTL, cannot renew";

  public TimeToLive {
    if (ttl.toSeconds() < 1 || ttl.toNanosPart() != 0) {
      throw new IllegalArgumentException("a token lives for at least one whole second");
    }
    warnings = List.copyOf(warnings);
  }

  /**
   * The time to live, or {@link #PAST_MAX} when none is left. Never zero, because zero means that a
   * token never expires.
   */
  public static Checked<TimeToLive> compute(TimeToLiveRequest request) {
    LifetimeSettings lifetimes = request.lifetimes();
    List<String> warnings = new ArrayList<>();
    Duration max = effectiveMax(request);
    Duration ttl =
        isSet(lifetimes.period()) ? capped(lifetimes.period(), max, warnings) : ask(request);
    Optional<Duration> remaining = deadline(request, max).map(end -> untilFrom(request.now(), end));
    if (remaining.filter(left -> left.toSeconds() < 1).isPresent()) {
      return Checked.problem(PAST_MAX);
    }
    Duration end = remaining.orElse(ttl);
    if (ttl.compareTo(end) > 0) {
      warnings.add(exceeds("TTL", ttl, end));
      ttl = end;
    }
    return Checked.of(new TimeToLive(ttl, warnings));
  }

  private static Duration effectiveMax(TimeToLiveRequest request) {
    Duration max = lesser(request.mountMax(), request.lifetimes().maxTtl());
    return lesser(max, request.lifetimes().explicitMaxTtl());
  }

  private static Duration ask(TimeToLiveRequest request) {
    if (isSet(request.increment())) {
      return request.increment();
    }
    Duration ttl = request.lifetimes().ttl();
    return isSet(ttl) ? ttl : request.mountDefault();
  }

  private static Optional<Instant> deadline(TimeToLiveRequest request, Duration max) {
    LifetimeSettings lifetimes = request.lifetimes();
    if (!isSet(lifetimes.period())) {
      return Optional.of(request.issuedAt().plus(max));
    }
    return isSet(lifetimes.explicitMaxTtl())
        ? Optional.of(request.issuedAt().plus(lifetimes.explicitMaxTtl()))
        : Optional.empty();
  }

  private static Duration capped(Duration period, Duration max, List<String> warnings) {
    if (period.compareTo(max) <= 0) {
      return period;
    }
    warnings.add(exceeds("period", period, max));
    return max;
  }

  private static String exceeds(String what, Duration asked, Duration max) {
    return String.format(
        "%s of \"%s\" exceeded the effective max_ttl of \"%s\"; %s value is capped accordingly",
        what, GoDuration.formatShort(asked), GoDuration.formatShort(max), what);
  }

  private static Duration untilFrom(Instant now, Instant end) {
    return Duration.ofSeconds(Duration.between(now, end).toSeconds());
  }

  private static Duration lesser(Duration max, Duration limit) {
    return isSet(limit) && limit.compareTo(max) < 0 ? limit : max;
  }

  private static boolean isSet(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }
}
