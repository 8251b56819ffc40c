package io.azimuth.domain.federation;

import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a named signing key is used.
 *
 * @param rotationPeriod how long one key signs, a minute or more; the next one is published as long
 *     before it signs
 * @param verificationTtl how long a key is published after it signed last
 * @param allowedAudiences audiences that tokens may have; {@code *} allows any
 * @param algorithm of all tokens that it signs from now on
 */
public record SigningKeySettings(
    Duration rotationPeriod,
    Duration verificationTtl,
    List<String> allowedAudiences,
    SigningAlgorithm algorithm) {

  // Declared before the constants whose construction reads it.
  private static final Duration SHORTEST_PERIOD = Duration.ofMinutes(1);
  private static final int MAX_PERIODS = 10;

  /** The settings of the key {@code default}. */
  public static final SigningKeySettings DEFAULT =
      new SigningKeySettings(
          Duration.ofHours(24), Duration.ofHours(24), List.of("*"), SigningAlgorithm.RS256);

  /**
   * How long a key must be published before it signs: Entra ID may cache an issuer's keys for 24 h.
   */
  public static final Duration SAFE_LEAD = Duration.ofHours(24);

  public SigningKeySettings {
    Objects.requireNonNull(rotationPeriod, "rotationPeriod");
    Objects.requireNonNull(verificationTtl, "verificationTtl");
    allowedAudiences = List.copyOf(allowedAudiences);
    Objects.requireNonNull(algorithm, "algorithm");
    if (verificationTtl.isNegative() || problem(rotationPeriod, verificationTtl).isPresent()) {
      throw new IllegalArgumentException("a signing key cannot be used so");
    }
  }

  /** The settings, or what is wrong with them, as sentences for the caller. */
  public static Checked<SigningKeySettings> check(
      Duration rotationPeriod,
      Duration verificationTtl,
      List<String> allowedAudiences,
      SigningAlgorithm algorithm) {
    return problem(rotationPeriod, verificationTtl)
        .<Checked<SigningKeySettings>>map(Checked::problem)
        .orElseGet(
            () ->
                Checked.of(
                    new SigningKeySettings(
                        rotationPeriod, verificationTtl, allowedAudiences, algorithm)));
  }

  /** Whether a token may have that audience. */
  public boolean allows(String audience) {
    return allowedAudiences.contains("*") || allowedAudiences.contains(audience);
  }

  /** The longest life of a token that is signed as soon as its key begins to sign. */
  public Duration wholeLife() {
    return rotationPeriod.plus(verificationTtl);
  }

  /** Whether Entra ID accepts what the key signs, so that a mount can sign in to Azure with it. */
  public boolean isForEntra() {
    return algorithm == SigningAlgorithm.RS256;
  }

  /** What an operator should know about these settings, as sentences. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (rotationPeriod.compareTo(SAFE_LEAD) < 0) {
      warnings.add(
          "rotation_period is below 24h: the next key is published only so long before it signs,"
              + " and Azure may not have fetched it by then");
    }
    if (allowedAudiences.isEmpty()) {
      warnings.add(
          "allowed_client_ids is empty: no token can be signed; \"*\" allows any audience");
    }
    return warnings;
  }

  private static Optional<String> problem(Duration period, Duration verification) {
    if (period.compareTo(SHORTEST_PERIOD) < 0) {
      return Optional.of("rotation_period must be at least one minute");
    }
    return verification.compareTo(period.multipliedBy(MAX_PERIODS)) > 0
        ? Optional.of("verification_ttl cannot be longer than 10x rotation_period")
        : Optional.empty();
  }
}
