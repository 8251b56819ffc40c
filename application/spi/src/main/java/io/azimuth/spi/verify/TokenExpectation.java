package io.azimuth.spi.verify;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The conditions for accepting a token. A token that does not meet them is rejected.
 *
 * @param profiles the issuers that are trusted; no two share an issuer
 * @param audiences the exact audiences, one of which must be in {@code aud}
 * @param leeway how far the clocks may differ, at most 300 s
 */
public record TokenExpectation(
    List<IssuerProfile> profiles, Set<String> audiences, Duration leeway) {

  /** The largest permitted leeway. */
  public static final Duration MAX_LEEWAY = Duration.ofMinutes(5);

  public TokenExpectation {
    profiles = List.copyOf(profiles);
    audiences = Set.copyOf(audiences);
    Objects.requireNonNull(leeway, "leeway");
    if (profiles.isEmpty() || audiences.isEmpty()) {
      throw new IllegalArgumentException("an issuer and an audience must be expected");
    }
    if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
      throw new IllegalArgumentException("the leeway is 0 to 300 s");
    }
  }
}
