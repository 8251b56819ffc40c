package io.azimuth.adapters.azure.simulator.federation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Checks the times of assertions. */
public final class AssertionTimes {

  /** The longest life of a federated assertion. */
  static final Duration MAX_LIFETIME = Duration.ofHours(25);

  /** How far the clock of an issuer may be ahead. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private final Clock clock;

  public AssertionTimes(Clock clock) {
    this.clock = clock;
  }

  /** What is wrong with the times of a federated assertion. */
  Optional<AssertionProblem> ofFederated(JsonNode claims) {
    if (!claims.path("iat").isIntegralNumber()) {
      return outside("The assertion has no iat.");
    }
    if (claims.path("iat").asLong() > now() + SKEW.toSeconds()) {
      return outside("The assertion was issued in the future.");
    }
    long lifetime = claims.path("exp").asLong() - claims.path("iat").asLong();
    return ofAny(claims)
        .or(
            () ->
                lifetime > MAX_LIFETIME.toSeconds()
                    ? Optional.of(
                        AssertionProblem.client(
                            70023, "The assertion lives longer than 1 day and 1 hour."))
                    : Optional.empty());
  }

  /** What is wrong with {@code nbf} and {@code exp}; an assertion is not good at its end. */
  Optional<AssertionProblem> ofAny(JsonNode claims) {
    if (!claims.path("nbf").isIntegralNumber() || !claims.path("exp").isIntegralNumber()) {
      return outside("The assertion has no nbf or no exp.");
    }
    boolean within =
        claims.path("nbf").asLong() <= now() + SKEW.toSeconds()
            && now() < claims.path("exp").asLong();
    return within ? Optional.empty() : outside("The assertion is not within its valid time range.");
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static Optional<AssertionProblem> outside(String text) {
    return Optional.of(AssertionProblem.client(700024, text));
  }
}
