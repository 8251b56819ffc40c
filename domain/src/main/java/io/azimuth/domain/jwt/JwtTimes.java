package io.azimuth.domain.jwt;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.login.LoginCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a token is valid now. One of {@code iat}, {@code nbf} and {@code exp} must be there; the
 * others follow from it: a token without an expiry ends some time after it began, and one without a
 * beginning begins when it was issued, or some time before it ends.
 */
final class JwtTimes {

  private static final List<String> NAMES = List.of("iat", "nbf", "exp");

  private JwtTimes() {}

  static LoginCheck check(ClaimSet claims, JwtLeeways leeways, Instant now) {
    for (String name : NAMES) {
      if (isSet(claims, name) && claims.instant(name).isEmpty()) {
        return failed(JwtDenialReason.TIME_MALFORMED, "seconds since 1970", name);
      }
    }
    Optional<Instant> issued = moment(claims, "iat");
    Optional<Instant> begins = moment(claims, "nbf");
    Optional<Instant> ends = moment(claims, "exp");
    if (issued.isEmpty() && begins.isEmpty() && ends.isEmpty()) {
      return failed(JwtDenialReason.TIMES_MISSING, "iat, nbf or exp", "");
    }
    Instant end = ends.orElseGet(() -> latest(issued, begins).plus(leeways.expirationInForce()));
    Instant start = begins.or(() -> issued).orElseGet(() -> end.minus(leeways.notBeforeInForce()));
    Instant earliest = now.minus(leeways.clockSkewInForce());
    Instant latest = now.plus(leeways.clockSkewInForce());
    if (earliest.isAfter(end)) {
      return failed(JwtDenialReason.TOKEN_EXPIRED, "an end after " + earliest, end.toString());
    }
    if (latest.isBefore(start)) {
      return failed(
          JwtDenialReason.TOKEN_NOT_YET_VALID, "a beginning before " + latest, start.toString());
    }
    if (issued.filter(latest::isBefore).isPresent()) {
      return failed(
          JwtDenialReason.TOKEN_NOT_YET_VALID, "issued before " + latest, issued.get().toString());
    }
    return LoginCheck.passed(JwtCheckName.VALIDITY, "", start + " to " + end);
  }

  private static Instant latest(Optional<Instant> issued, Optional<Instant> begins) {
    Instant one = issued.or(() -> begins).orElseThrow();
    Instant other = begins.orElse(one);
    return one.isAfter(other) ? one : other;
  }

  // A null or 0 counts as absent, as in the peer.
  private static boolean isSet(ClaimSet claims, String name) {
    return claims.has(name) && !claims.instant(name).equals(Optional.of(Instant.EPOCH));
  }

  private static Optional<Instant> moment(ClaimSet claims, String name) {
    return isSet(claims, name) ? claims.instant(name) : Optional.empty();
  }

  private static LoginCheck failed(JwtDenialReason reason, String expected, String actual) {
    return LoginCheck.failed(JwtCheckName.VALIDITY, reason, expected, actual);
  }
}
