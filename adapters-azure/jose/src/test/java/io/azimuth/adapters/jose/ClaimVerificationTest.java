package io.azimuth.adapters.jose;

import static io.azimuth.adapters.jose.TokenMint.AUDIENCE;
import static io.azimuth.adapters.jose.TokenMint.NOW;
import static io.azimuth.adapters.jose.TokenMint.OTHER_TENANT;
import static io.azimuth.adapters.jose.TokenMint.TENANT;
import static io.azimuth.adapters.jose.TokenMint.token;
import static io.azimuth.domain.claim.TokenRejection.AUDIENCE_MISMATCH;
import static io.azimuth.domain.claim.TokenRejection.CLAIM_MISSING;
import static io.azimuth.domain.claim.TokenRejection.EXPIRED;
import static io.azimuth.domain.claim.TokenRejection.IDENTITY_MISMATCH;
import static io.azimuth.domain.claim.TokenRejection.ISSUER_MISMATCH;
import static io.azimuth.domain.claim.TokenRejection.NOT_YET_VALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.spi.verify.TokenExpectation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimVerificationTest {

  private final VerifierBench bench = new VerifierBench();

  // Issuer and identity

  @Test
  void rejectsIssuersThatAreNearlyRight() {
    String right = TokenMint.v1Issuer(TENANT);
    for (Object near :
        List.of(
            right.toUpperCase(Locale.ROOT),
            right.substring(0, right.length() - 1),
            right + "/",
            right + " ",
            right.replace("https", "http"),
            TokenMint.v1Issuer(OTHER_TENANT),
            TokenMint.v1Issuer("{tenantid}"),
            List.of(right),
            7)) {
      assertThat(reject(token().issuer(near).mint())).as("%s", near).isEqualTo(ISSUER_MISMATCH);
    }
    assertThat(reject(token().issuer(null).mint())).isEqualTo(ISSUER_MISMATCH);
  }

  @Test
  void rejectsTokenOfAnotherTenantUnderSharedKeys() {
    UnverifiedToken neighbour =
        token().issuer(TokenMint.v1Issuer(OTHER_TENANT)).tenant(OTHER_TENANT).mint();
    TokenExpectation neighbours =
        Trusted.expecting(List.of(Trusted.v1(OTHER_TENANT)), Trusted.LEEWAY);

    assertThat(reject(neighbour)).isEqualTo(ISSUER_MISMATCH);
    accepted(neighbour, neighbours);
  }

  @Test
  void rejectsIdentityThatDoesNotFitTheIssuer() {
    assertThat(reject(token().tenant(OTHER_TENANT).mint())).isEqualTo(IDENTITY_MISMATCH);
    assertThat(reject(token().tenant(null).mint())).isEqualTo(IDENTITY_MISMATCH);
    assertThat(reject(token().tenant(List.of(TENANT)).mint())).isEqualTo(IDENTITY_MISMATCH);
    assertThat(reject(token().version("2.0").mint())).isEqualTo(IDENTITY_MISMATCH);
    assertThat(reject(token().version(1.0).mint())).isEqualTo(IDENTITY_MISMATCH);
  }

  @Test
  void foldsAsciiCaseOfTheIdentityAndNothingElse() {
    TokenExpectation kelvin = Trusted.expecting(List.of(Trusted.v1("k-tenant")), Trusted.LEEWAY);
    TokenMint token = token().issuer(TokenMint.v1Issuer("k-tenant"));

    accepted(token.tenant("K-TENANT").mint(), kelvin);
    assertThat(reject(token.tenant("\u212a-tenant").mint(), kelvin)).isEqualTo(IDENTITY_MISMATCH);
  }

  // Audience: CVE-2024-5798

  @Test
  void cve20245798AcceptsTheAudienceAloneOrInAList() {
    accepted(token().audience(AUDIENCE).mint());
    accepted(token().audience(List.of(AUDIENCE)).mint());
    accepted(token().audience(List.of("https://other.example/", AUDIENCE)).mint());
  }

  @Test
  void cve20245798RejectsEveryOtherAudience() {
    for (Object other :
        List.of(
            "https://vault.example",
            "https://vault.example//",
            "https://vault.example/x",
            "https://vault.exampl",
            "HTTPS://VAULT.EXAMPLE/",
            AUDIENCE + ",https://other.example/",
            "",
            List.of(),
            List.of("https://other.example/"),
            List.of(List.of(AUDIENCE)),
            Map.of("aud", AUDIENCE),
            true,
            12)) {
      assertThat(reject(token().audience(other).mint()))
          .as("%s", other)
          .isEqualTo(AUDIENCE_MISMATCH);
    }
    assertThat(reject(token().audience(null).mint())).isEqualTo(AUDIENCE_MISMATCH);
  }

  // Times

  @Test
  void rejectsTokenThatExpiresNow() {
    TokenExpectation strict = Trusted.expecting(List.of(Trusted.v1(TENANT)), Duration.ZERO);

    assertThat(reject(token().expiresAt(seconds(NOW)).mint(), strict)).isEqualTo(EXPIRED);
    accepted(token().expiresAt(seconds(NOW) + 1).mint(), strict);
  }

  @Test
  void allowsTheLeewayAfterExpiryAndNotAMomentMore() {
    UnverifiedToken token = token().expiresAt(seconds(NOW) - 59).mint();

    accepted(token);
    bench.clock.advance(Duration.ofMillis(999));
    accepted(token);
    bench.clock.advance(Duration.ofMillis(1));
    assertThat(reject(token)).isEqualTo(EXPIRED);
  }

  @Test
  void rejectsTokenWithoutExpiry() {
    assertThat(reject(token().expiresAt(null).mint())).isEqualTo(EXPIRED);
  }

  @Test
  void rejectsExpiryThatIsNoMoment() {
    assertThat(reject(token().expiresAt("1795608000").mint())).isEqualTo(CLAIM_MISSING);
    assertThat(reject(token().expiresAt(1e30).mint())).isEqualTo(CLAIM_MISSING);
    assertThat(reject(token().expiresAt(true).mint())).isEqualTo(CLAIM_MISSING);
    assertThat(reject(token().expiresAt(List.of(seconds(NOW) + 10)).mint()))
        .isEqualTo(CLAIM_MISSING);
  }

  @Test
  void rejectsValidityThatBeginsAfterTheLeeway() {
    accepted(token().notBefore(seconds(NOW) + 60).mint());
    assertThat(reject(token().notBefore(seconds(NOW) + 61).mint())).isEqualTo(NOT_YET_VALID);
    assertThat(reject(token().notBefore("0").mint())).isEqualTo(CLAIM_MISSING);
    accepted(token().notBefore(null).mint());
  }

  @Test
  void rejectsTokenIssuedAfterTheLeeway() {
    accepted(token().issuedAt(seconds(NOW) + 60).mint());
    assertThat(reject(token().issuedAt(seconds(NOW) + 61).mint())).isEqualTo(NOT_YET_VALID);
  }

  @Test
  void rejectsTokenWithoutMomentOfIssue() {
    assertThat(reject(token().issuedAt(null).mint())).isEqualTo(CLAIM_MISSING);
    assertThat(reject(token().issuedAt("1795608000").mint())).isEqualTo(CLAIM_MISSING);
  }

  @Test
  void reportsAudienceBeforeTimes() {
    assertThat(reject(token().audience("x").expiresAt(1).mint())).isEqualTo(AUDIENCE_MISMATCH);
  }

  private static long seconds(Instant instant) {
    return instant.getEpochSecond();
  }

  private VerifiedClaims accepted(UnverifiedToken token) {
    return bench.accepted(token);
  }

  private VerifiedClaims accepted(UnverifiedToken token, TokenExpectation expectation) {
    return bench.accepted(token, expectation);
  }

  private TokenRejection reject(UnverifiedToken token) {
    return bench.reject(token);
  }

  private TokenRejection reject(UnverifiedToken token, TokenExpectation expectation) {
    return bench.reject(token, expectation);
  }
}
