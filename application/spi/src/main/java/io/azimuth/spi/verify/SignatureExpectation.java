package io.azimuth.spi.verify;

import io.azimuth.domain.claim.SignatureAlgorithm;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who must have signed a token.
 *
 * @param keys where the keys of the issuer come from
 * @param algorithms those that are accepted; at least one
 * @param issuer the exact value of {@code iss}; empty: any, because the keys show who signed
 */
public record SignatureExpectation(
    KeySource keys, Set<SignatureAlgorithm> algorithms, Optional<String> issuer) {

  public SignatureExpectation {
    Objects.requireNonNull(keys, "keys");
    algorithms = Set.copyOf(algorithms);
    Objects.requireNonNull(issuer, "issuer");
    if (algorithms.isEmpty()) {
      throw new IllegalArgumentException("an algorithm must be accepted");
    }
  }
}
