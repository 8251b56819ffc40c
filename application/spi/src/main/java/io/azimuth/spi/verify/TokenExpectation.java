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
 * @param audiences the exact audiences, one of which must be in {@code aud}; empty for tokens that
 *     have none
 * @param leeway how far the clocks may differ, at most 300 s
 * @param certificate the certificate that the connection showed over which the token came; a token
 *     that is bound to another one is rejected
 * @param audienceless whether the tokens are for nobody in particular, so that {@code aud} is not
 *     looked at
 */
public record TokenExpectation(
    List<IssuerProfile> profiles,
    Set<String> audiences,
    Duration leeway,
    Optional<CertificateDigest> certificate,
    boolean audienceless) {

  /** The largest permitted leeway. */
  public static final Duration MAX_LEEWAY = Duration.ofMinutes(5);

  public TokenExpectation {
    profiles = List.copyOf(profiles);
    audiences = Set.copyOf(audiences);
    Objects.requireNonNull(leeway, "leeway");
    Objects.requireNonNull(certificate, "certificate");
    if (profiles.isEmpty() || audiences.isEmpty() != audienceless) {
      throw new IllegalArgumentException("an issuer and an audience must be expected");
    }
    if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
      throw new IllegalArgumentException("the leeway is 0 to 300 s");
    }
  }

  /** Tokens that are for one of the audiences. */
  public TokenExpectation(
      List<IssuerProfile> profiles,
      Set<String> audiences,
      Duration leeway,
      Optional<CertificateDigest> certificate) {
    this(profiles, audiences, leeway, certificate, false);
  }

  /** The same of a connection without a certificate: a token that is bound to one is rejected. */
  public TokenExpectation(List<IssuerProfile> profiles, Set<String> audiences, Duration leeway) {
    this(profiles, audiences, leeway, Optional.empty());
  }

  /**
   * Tokens that are for nobody in particular, such as attestations. Whoever accepts them must find
   * out in another way that they were made for it.
   */
  public static TokenExpectation withoutAudience(List<IssuerProfile> profiles, Duration leeway) {
    return new TokenExpectation(profiles, Set.of(), leeway, Optional.empty(), true);
  }

  /** The same of a connection that showed this certificate. */
  public TokenExpectation over(Optional<CertificateDigest> shown) {
    return new TokenExpectation(profiles, audiences, leeway, shown, audienceless);
  }

  /** What must be true of the claims of a token of this profile. */
  public ClaimRules rules(IssuerProfile profile) {
    return new ClaimRules(profile.identity(), audiences, leeway, certificate, audienceless);
  }
}
