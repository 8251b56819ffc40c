package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.TokenExpectation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the claims against the expectation, in the order that the port requires: identity,
 * audience, times.
 *
 * <p>jose4j's validators are not used: they collect problems in no fixed order, so no first problem
 * could be reported, and they accept an {@code exp} of 1e30.
 */
final class ClaimChecks {

  private final Clock clock;

  ClaimChecks(Clock clock) {
    this.clock = clock;
  }

  /** The first difference from the expectation. */
  Optional<TokenRejection> firstProblem(
      ClaimSet claims, IssuerProfile profile, TokenExpectation expectation) {
    if (!hasIdentity(claims, profile.identity())) {
      return Optional.of(TokenRejection.IDENTITY_MISMATCH);
    }
    if (!isFor(claims, expectation.audiences())) {
      return Optional.of(TokenRejection.AUDIENCE_MISMATCH);
    }
    return problemOfTimes(claims, expectation);
  }

  private static boolean hasIdentity(ClaimSet claims, Map<String, String> identity) {
    return identity.entrySet().stream()
        .allMatch(
            expected ->
                claims
                    .text(expected.getKey())
                    .filter(actual -> AsciiCase.equal(actual, expected.getValue()))
                    .isPresent());
  }

  private static boolean isFor(ClaimSet claims, Set<String> audiences) {
    List<String> named = claims.texts("aud");
    return named.stream().anyMatch(audiences::contains);
  }

  private Optional<TokenRejection> problemOfTimes(ClaimSet claims, TokenExpectation expectation) {
    Instant now = clock.instant();
    Instant latestStart = now.plus(expectation.leeway());
    if (!claims.has("exp")) {
      return Optional.of(TokenRejection.EXPIRED);
    }
    Optional<Instant> expiry = claims.instant("exp");
    if (expiry.isEmpty()) {
      return Optional.of(TokenRejection.CLAIM_MISSING);
    }
    if (!now.minus(expectation.leeway()).isBefore(expiry.get())) {
      return Optional.of(TokenRejection.EXPIRED);
    }
    if (claims.has("nbf")) {
      Optional<TokenRejection> problem = problemOfStart(claims.instant("nbf"), latestStart);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return problemOfStart(claims.instant("iat"), latestStart);
  }

  private static Optional<TokenRejection> problemOfStart(
      Optional<Instant> start, Instant latestStart) {
    if (start.isEmpty()) {
      return Optional.of(TokenRejection.CLAIM_MISSING);
    }
    return start.get().isAfter(latestStart)
        ? Optional.of(TokenRejection.NOT_YET_VALID)
        : Optional.empty();
  }
}
