package io.azimuth.spi.verify;

import io.azimuth.domain.claim.CertificateDigest;
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
 * @param certificate the certificate that the connection showed over which the token came; a token
 *     that is bound to another one is refused
 */
public record SignatureExpectation(
    KeySource keys,
    Set<SignatureAlgorithm> algorithms,
    Optional<String> issuer,
    Optional<CertificateDigest> certificate) {

  public SignatureExpectation {
    Objects.requireNonNull(keys, "keys");
    algorithms = Set.copyOf(algorithms);
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(certificate, "certificate");
    if (algorithms.isEmpty()) {
      throw new IllegalArgumentException("an algorithm must be accepted");
    }
  }

  /** The same of a connection without a certificate: a token that is bound to one is refused. */
  public SignatureExpectation(
      KeySource keys, Set<SignatureAlgorithm> algorithms, Optional<String> issuer) {
    this(keys, algorithms, issuer, Optional.empty());
  }

  /** The same of a connection that showed this certificate. */
  public SignatureExpectation over(Optional<CertificateDigest> shown) {
    return new SignatureExpectation(keys, algorithms, issuer, shown);
  }
}
