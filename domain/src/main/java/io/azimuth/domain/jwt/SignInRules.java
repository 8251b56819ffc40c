package io.azimuth.domain.jwt;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.login.LoginCheck;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The checks of an id token (OpenID Connect Core 1.0, section 3.1.3.7) that other tokens lack. */
final class SignInRules {

  private SignInRules() {}

  static LoginCheck validity(ClaimSet claims, JwtLeeways leeways, Instant now) {
    LoginCheck times = JwtTimes.check(claims, leeways, now);
    boolean endless = claims.instant("exp").filter(it -> it.isAfter(Instant.EPOCH)).isEmpty();
    return !times.isFailed() && endless
        ? LoginCheck.failed(JwtCheckName.VALIDITY, JwtDenialReason.EXPIRY_MISSING, "exp", "")
        : times;
  }

  // The audience is the client; a role may bind further ones.
  static LoginCheck audience(JwtBindings bindings, ClaimSet claims) {
    JwtCheckName name = JwtCheckName.BOUND_AUDIENCES;
    if (bindings.audiences().isEmpty()) {
      return LoginCheck.skipped(name, "the role binds no audience beside the client");
    }
    List<String> actual = claims.texts("aud");
    String expected = String.join(", ", bindings.audiences());
    String shown = String.join(", ", actual);
    return actual.stream().anyMatch(bindings.audiences()::contains)
        ? LoginCheck.passed(name, expected, shown)
        : LoginCheck.failed(name, JwtDenialReason.AUDIENCE_MISMATCH, expected, shown);
  }

  // The values are secrets of this login, so neither is shown.
  static LoginCheck nonce(SignInExpectation expected, ClaimSet claims) {
    JwtCheckName name = JwtCheckName.NONCE;
    if (expected.nonce().isEmpty()) {
      return LoginCheck.skipped(name, "no nonce was sent for this login");
    }
    boolean same =
        claims.text("nonce").filter(it -> isSame(it, expected.nonce().get())).isPresent();
    return same
        ? LoginCheck.passed(name, "", "")
        : LoginCheck.failed(name, JwtDenialReason.NONCE_MISMATCH, "", "");
  }

  static LoginCheck client(SignInExpectation expected, ClaimSet claims) {
    JwtCheckName name = JwtCheckName.CLIENT;
    List<String> audiences = claims.texts("aud");
    String shown = String.join(", ", audiences);
    if (!audiences.contains(expected.clientId())) {
      return LoginCheck.failed(name, JwtDenialReason.CLIENT_MISMATCH, expected.clientId(), shown);
    }
    Optional<String> party = claims.text("azp");
    boolean named = claims.has("azp") || audiences.size() > 1;
    return named && !party.equals(Optional.of(expected.clientId()))
        ? LoginCheck.failed(
            name, JwtDenialReason.AUTHORIZED_PARTY_MISMATCH, expected.clientId(), party.orElse(""))
        : LoginCheck.passed(name, expected.clientId(), shown);
  }

  static LoginCheck signInTime(OidcRoleSettings role, JwtLeeways leeways, ClaimSet c, Instant now) {
    JwtCheckName name = JwtCheckName.SIGN_IN_TIME;
    Duration maxAge = role.maxAge();
    if (maxAge.isZero()) {
      return LoginCheck.skipped(name, "the role sets no max_age");
    }
    Optional<Instant> at = c.instant("auth_time");
    Instant earliest = now.minus(maxAge).minus(leeways.clockSkewInForce());
    if (at.isEmpty()) {
      return LoginCheck.failed(name, JwtDenialReason.SIGN_IN_TIME_MISSING, "auth_time", "");
    }
    return at.get().isBefore(earliest)
        ? LoginCheck.failed(
            name, JwtDenialReason.SIGN_IN_TOO_OLD, "at or after " + earliest, at.get().toString())
        : LoginCheck.passed(name, "at or after " + earliest, at.get().toString());
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
