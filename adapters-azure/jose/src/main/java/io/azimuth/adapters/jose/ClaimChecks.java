package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.TokenExpectation;
import java.time.Clock;
import java.util.Optional;

/**
 * Checks the claims against the expectation, in the order that the port requires.
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
    return expectation.rules(profile).firstProblem(claims, clock.instant());
  }
}
