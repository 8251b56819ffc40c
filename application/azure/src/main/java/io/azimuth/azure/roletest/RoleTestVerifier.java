package io.azimuth.azure.roletest;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import java.time.Clock;
import java.util.Optional;

/**
 * Checks the claims of one machine of the file as those of a token: issuer, audience, times; and
 * those of its attestation. There is no signature, so it must not be given to a server; it belongs
 * to this package alone.
 */
final class RoleTestVerifier implements TokenVerifier {

  /** What the machine sends in place of a token: it has the shape of one and nothing in it. */
  static final SecretText PLACEHOLDER = SecretText.of("e30.e30.e30");

  /** What it sends in place of an attestation. */
  static final SecretText ATTESTATION = SecretText.of("e30.e31.e30");

  private final ClaimSet token;
  private final ClaimSet attestation;
  private final Clock clock;

  RoleTestVerifier(ClaimSet token, ClaimSet attestation, Clock clock) {
    this.token = token;
    this.attestation = attestation;
    this.clock = clock;
  }

  @Override
  public Awaited<Verification> verify(
      UnverifiedToken sent, TokenExpectation expectation, Deadline deadline) {
    ClaimSet claims = claims(sent);
    return Awaited.of(
        firstProblem(claims, expectation)
            .<Verification>map(reason -> new Verification.Rejected(reason, Optional.of(claims)))
            .orElseGet(() -> accepted(claims)));
  }

  @Override
  public Optional<ClaimSet> readUnverified(UnverifiedToken sent) {
    return Optional.of(claims(sent));
  }

  private ClaimSet claims(UnverifiedToken sent) {
    return sent.expose().equals(ATTESTATION.expose()) ? attestation : token;
  }

  private Optional<TokenRejection> firstProblem(ClaimSet claims, TokenExpectation expectation) {
    return claims
        .text("iss")
        .flatMap(issuer -> profileOf(issuer, expectation))
        .map(profile -> expectation.rules(profile).firstProblem(claims, clock.instant()))
        .orElseGet(() -> Optional.of(TokenRejection.ISSUER_MISMATCH));
  }

  private static Optional<IssuerProfile> profileOf(String issuer, TokenExpectation expectation) {
    return expectation.profiles().stream()
        .filter(profile -> profile.issuers().contains(issuer))
        .findFirst();
  }

  private static Verification accepted(ClaimSet claims) {
    return new Verification.Accepted(
        new VerifiedClaims(
            claims.text("iss").orElseThrow(),
            claims.instant("iat").orElseThrow(),
            claims.instant("exp").orElseThrow(),
            claims));
  }
}
