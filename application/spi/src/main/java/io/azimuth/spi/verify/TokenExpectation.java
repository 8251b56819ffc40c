package io.azimuth.spi.verify;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.ClaimRules;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions for accepting a token. A token that does not meet them is rejected.
 *
 * @param profiles the issuers that are trusted; no two share an issuer
 * @param audiences the exact audiences, one of which must be in {@code aud}
 * @param leeway how far the clocks may differ, at most 300 s
 * @param certificate the certificate that the connection showed over which the token came; a token
 *     that is bound to another one is rejected
 */
public record TokenExpectation(
    List<IssuerProfile> profiles,
    Set<String> audiences,
    Duration leeway,
    Optional<CertificateDigest> certificate) {

  /** The largest permitted leeway. */
  public static final Duration MAX_LEEWAY = Duration.ofMinutes(5);

  public TokenExpectation {
    profiles = List.copyOf(profiles);
    audiences = Set.copyOf(audiences);
    Objects.requireNonNull(leeway, "leeway");
    Objects.requireNonNull(certificate, "certificate");
    if (profiles.isEmpty() || audiences.isEmpty()) {
      throw new IllegalArgumentException("an issuer and an audience must be expected");
    }
    if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
      throw new IllegalArgumentException("the leeway is 0 to 300 s");
    }
  }

  /** The same of a connection without a certificate: a token that is bound to one is rejected. */
  public TokenExpectation(List<IssuerProfile> profiles, Set<String> audiences, Duration leeway) {
    this(profiles, audiences, leeway, Optional.empty());
  }

  /** The same of a connection that showed this certificate. */
  public TokenExpectation over(Optional<CertificateDigest> shown) {
    return new TokenExpectation(profiles, audiences, leeway, shown);
  }

  /** What must be true of the claims of a token of this profile. */
  public ClaimRules rules(IssuerProfile profile) {
    return new ClaimRules(profile.identity(), audiences, leeway, certificate);
  }
}
