package io.azimuth.domain.claim;

import io.azimuth.domain.text.AsciiCase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the claims of a token must be, in the order in which it is checked: identity, audience,
 * times, and the key to which the token is bound.
 *
 * @param identity claims that belong to the identity of the issuer and the value each must have,
 *     compared with A to Z folded
 * @param audiences the exact audiences, one of which must be in {@code aud}
 * @param leeway how far the clocks may differ
 * @param certificate the certificate that the client of the connection showed
 * @param audienceless whether the tokens are for nobody in particular, so that {@code aud} is not
 *     looked at
 */
public record ClaimRules(
    Map<String, String> identity,
    Set<String> audiences,
    Duration leeway,
    Optional<CertificateDigest> certificate,
    boolean audienceless) {

  public ClaimRules {
    identity = Map.copyOf(identity);
    audiences = Set.copyOf(audiences);
  }

  /** Rules for tokens that are for one of the audiences. */
  public ClaimRules(
      Map<String, String> identity,
      Set<String> audiences,
      Duration leeway,
      Optional<CertificateDigest> certificate) {
    this(identity, audiences, leeway, certificate, false);
  }

  /** These rules for a connection without a certificate. */
  public ClaimRules(Map<String, String> identity, Set<String> audiences, Duration leeway) {
    this(identity, audiences, leeway, Optional.empty());
  }

  /** The first rule that the claims do not keep at that moment. */
  public Optional<TokenRejection> firstProblem(ClaimSet claims, Instant now) {
    if (!hasIdentity(claims)) {
      return Optional.of(TokenRejection.IDENTITY_MISMATCH);
    }
    if (!audienceless && Collections.disjoint(audiences, claims.texts("aud"))) {
      return Optional.of(TokenRejection.AUDIENCE_MISMATCH);
    }
    return problemOfTimes(claims, now).or(() -> TokenBinding.of(claims).problem(certificate));
  }

  private boolean hasIdentity(ClaimSet claims) {
    return identity.entrySet().stream()
        .allMatch(
            expected ->
                claims
                    .text(expected.getKey())
                    .filter(actual -> AsciiCase.equal(actual, expected.getValue()))
                    .isPresent());
  }

  private Optional<TokenRejection> problemOfTimes(ClaimSet claims, Instant now) {
    Instant latestStart = now.plus(leeway);
    if (!claims.has("exp")) {
      return Optional.of(TokenRejection.EXPIRED);
    }
    Optional<Instant> expiry = claims.instant("exp");
    if (expiry.isEmpty()) {
      return Optional.of(TokenRejection.CLAIM_MISSING);
    }
    if (!now.minus(leeway).isBefore(expiry.get())) {
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
