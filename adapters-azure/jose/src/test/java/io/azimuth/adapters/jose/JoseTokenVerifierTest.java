package io.azimuth.adapters.jose;

import static io.azimuth.adapters.jose.TokenMint.NOW;
import static io.azimuth.adapters.jose.TokenMint.OTHER_TENANT;
import static io.azimuth.adapters.jose.TokenMint.TENANT;
import static io.azimuth.adapters.jose.TokenMint.token;
import static io.azimuth.domain.claim.TokenRejection.ALGORITHM;
import static io.azimuth.domain.claim.TokenRejection.KEY_UNKNOWN;
import static io.azimuth.domain.claim.TokenRejection.MALFORMED;
import static io.azimuth.domain.claim.TokenRejection.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoseTokenVerifierTest {

  private final VerifierBench bench = new VerifierBench();

  @Test
  void acceptsAGoodTokenAndTellsItsClaims() {
    VerifiedClaims verified = accepted(token().mint());

    assertThat(verified.issuer()).isEqualTo(TokenMint.v1Issuer(TENANT));
    assertThat(verified.issuedAt()).isEqualTo(NOW.minusSeconds(300));
    assertThat(verified.expiresAt()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(verified.claims().text("oid")).contains("bbbbbbbb-0000-4000-8000-000000000001");
  }

  @Test
  void acceptsAVersionTwoTokenByItsOwnProfile() {
    UnverifiedToken token =
        token().issuer(TokenMint.v2Issuer(TENANT)).version("2.0").key(SigningKey.SECOND).mint();

    assertThat(accepted(token).issuer()).isEqualTo(TokenMint.v2Issuer(TENANT));
  }

  @Test
  void dropsClaimsThatAreNull() {
    String payload = token().payloadText().replaceFirst("\\{", "{\"groups\":null,");

    assertThat(accepted(token().payload(payload).mint()).claims().has("groups")).isFalse();
  }

  // Shape

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "1", "null", "{", "{}{}", "not json", "{\"a\":}"})
  void rejectsPayloadThatIsNoJsonObject(String payload) {
    assertThat(reject(token().payload(payload).mint())).isEqualTo(MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{", "null", "{\"alg\":\"RS256\",\"alg\":\"RS256\"}"})
  void rejectsHeaderThatIsNoPlainObject(String header) {
    assertThat(reject(token().headerText(header).mint())).isEqualTo(MALFORMED);
  }

  @Test
  void rejectsDuplicateMembers() {
    String payload =
        token().payloadText().replaceFirst("\\{", "{\"tid\":\"" + OTHER_TENANT + "\",");

    assertThat(reject(token().payload(payload).mint())).isEqualTo(MALFORMED);
  }

  @Test
  void rejectsNestedToken() {
    String inner = token().mint().expose();

    assertThat(reject(token().header("cty", "JWT").payload(inner).mint())).isEqualTo(MALFORMED);
    assertThat(reject(token().payload(inner).mint())).isEqualTo(MALFORMED);
    assertThat(reject(token().header("cty", "JWT").mint())).isEqualTo(MALFORMED);
  }

  @Test
  void rejectsHeaderMembersThatMustBeUnderstood() {
    assertThat(reject(token().header("crit", List.of("exp")).header("exp", 1).mint()))
        .isEqualTo(MALFORMED);
  }

  @Test
  void rejectsDeepNestingOnASmallStack() throws InterruptedException {
    String depth = "[".repeat(10_000) + "]".repeat(10_000);
    String payload = token().payloadText().replaceFirst("\\{", "{\"x\":" + depth + ",");
    UnverifiedToken inPayload = token().payload(payload).mint();
    UnverifiedToken unclosed = token().payload("[".repeat(20_000)).mint();
    UnverifiedToken inHeader = token().headerText("{\"alg\":" + depth + "}").mint();
    TokenRejection[] found = new TokenRejection[3];
    Thread small =
        new Thread(
            null,
            () -> {
              found[0] = reject(inPayload);
              found[1] = reject(unclosed);
              found[2] = reject(inHeader);
            },
            "small-stack",
            256 * 1024);
    small.start();
    small.join();

    assertThat(found).containsExactly(MALFORMED, MALFORMED, MALFORMED);
  }

  @Test
  void acceptsNestingUpToTheLimitOnly() {
    int inside = TokenJson.MAX_DEPTH - 1;

    assertThat(accepted(nested(inside)).claims().has("x")).isTrue();
    assertThat(reject(nested(inside + 1))).isEqualTo(MALFORMED);
  }

  @Test
  void rejectsNumbersBeyondAllBounds() {
    String payload = token().payloadText().replaceFirst("\\{", "{\"x\":1e999999,");

    assertThat(reject(token().payload(payload).mint())).isEqualTo(MALFORMED);
  }

  @Test
  void rejectsNumbersOfTooManyDigits() {
    String payload = token().payloadText().replaceFirst("\\{", "{\"x\":" + "9".repeat(1_001) + ",");

    assertThat(reject(token().payload(payload).mint())).isEqualTo(MALFORMED);
  }

  @Test
  void rejectsTextThatIsNotUtf8() {
    String[] parts = token().mint().expose().split("\\.", -1);
    byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
    int at = new String(payload, StandardCharsets.ISO_8859_1).indexOf("\"oid\":\"") + 7;
    payload[at] = (byte) 0xC0;
    String broken = Base64.getUrlEncoder().withoutPadding().encodeToString(payload);

    assertThat(reject(TokenMint.parse(parts[0] + "." + broken + "." + parts[2])))
        .isEqualTo(MALFORMED);
  }

  // Algorithm

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "RS384", "RS512", "PS256", "rs256", "RS256 ", ""})
  void rejectsEveryAlgorithmButOne(String algorithm) {
    assertThat(reject(token().algorithm(algorithm).mint())).isEqualTo(ALGORITHM);
  }

  @Test
  void rejectsAlgorithmThatIsMissingOrNoText() {
    assertThat(reject(token().algorithm(null).mint())).isEqualTo(ALGORITHM);
    assertThat(reject(token().algorithm(256).mint())).isEqualTo(MALFORMED);
    assertThat(reject(token().algorithm(List.of("RS256")).mint())).isEqualTo(MALFORMED);
  }

  // Key

  @Test
  void rejectsTokenWithoutKeyId() {
    assertThat(reject(token().kid(null).mint())).isEqualTo(KEY_UNKNOWN);
    assertThat(reject(token().kid("").mint())).isEqualTo(KEY_UNKNOWN);
    assertThat(reject(token().kid(1).mint())).isEqualTo(KEY_UNKNOWN);
  }

  @Test
  void rejectsKeyIdThatIsNotPublished() {
    assertThat(reject(token().kid("key-3").mint())).isEqualTo(KEY_UNKNOWN);
    assertThat(reject(token().kid("KEY-1").mint())).isEqualTo(KEY_UNKNOWN);
  }

  @Test
  void rejectsForeignKeyUnderAPublishedId() {
    SigningKey foreign = SigningKey.generate("key-1", 2048);

    assertThat(reject(token().key(foreign).mint())).isEqualTo(SIGNATURE);
  }

  @Test
  void rejectsKeyOfTheSameIssuerUnderAnotherId() {
    assertThat(reject(token().key(SigningKey.SECOND).kid("key-1").mint())).isEqualTo(SIGNATURE);
  }

  @Test
  void ignoresKeysThatTheTokenBrings() {
    SigningKey foreign = SigningKey.generate("mine", 2048);
    TokenMint own =
        token()
            .key(foreign)
            .header("jwk", foreign.jwk())
            .header("jku", "https://evil.example/keys")
            .header("x5u", "https://evil.example/cert")
            .header("x5c", List.of("MIIB"));

    assertThat(reject(own.mint())).isEqualTo(KEY_UNKNOWN);
    assertThat(reject(own.kid("key-1").mint())).isEqualTo(SIGNATURE);
    assertThat(bench.fetcher.fetches()).isLessThanOrEqualTo(2);
  }

  @Test
  void rejectsKeyThatTheSetLimitsToAnotherIssuer() {
    bench.fetcher.publishJwks(
        List.of(SigningKey.FIRST.jwkWith("issuer", TokenMint.v2Issuer(OTHER_TENANT))));

    assertThat(reject(token().mint())).isEqualTo(KEY_UNKNOWN);
  }

  @Test
  void acceptsKeyThatTheSetLimitsToThisIssuerOrToNone() {
    bench.fetcher.publishJwks(
        List.of(
            SigningKey.FIRST.jwkWith("issuer", TokenMint.v2Issuer(TENANT)),
            SigningKey.SECOND.jwkWith("issuer", TokenMint.v2Issuer("{tenantid}"))));

    accepted(token().mint());
    accepted(token().key(SigningKey.SECOND).mint());
  }

  @Test
  void picksTheKeyMeantForThisIssuerAmongThoseOfOneId() {
    SigningKey foreign = SigningKey.SECOND.named("key-1");
    bench.fetcher.publishJwks(
        List.of(
            foreign.jwkWith("issuer", TokenMint.v2Issuer(OTHER_TENANT)),
            SigningKey.FIRST.jwkWith("issuer", TokenMint.v2Issuer(TENANT))));

    accepted(token().mint());
    assertThat(reject(token().key(foreign).mint())).isEqualTo(SIGNATURE);
  }

  @Test
  void failsWhenNobodyCanTellWhereTheKeysAre() {
    TokenExpectation half =
        Trusted.expecting(
            List.of(Trusted.v1(TENANT), Trusted.withoutKeys(Trusted.v2(TENANT))), Trusted.LEEWAY);

    accepted(token().mint(), half);
    assertThatThrownBy(
            () ->
                bench.verify(
                    token().issuer(TokenMint.v2Issuer(TENANT)).version("2.0").mint(), half))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE));
  }

  // Signature

  @Test
  void rejectsSwappedPayload() {
    TokenMint other = token().claim("oid", "someone-else");

    assertThat(reject(token().mintWithPayloadSwappedFor(other))).isEqualTo(SIGNATURE);
  }

  @Test
  void rejectsSignatureThatWasTouched() {
    String good = token().mint().expose();
    int first = good.lastIndexOf('.') + 1;
    String bad =
        good.substring(0, first)
            + (good.charAt(first) == 'A' ? 'B' : 'A')
            + good.substring(first + 1);

    assertThat(reject(TokenMint.parse(bad))).isEqualTo(SIGNATURE);
    assertThat(reject(TokenMint.parse(good.substring(0, first) + "AA"))).isEqualTo(SIGNATURE);
  }

  @Test
  void reportsSignatureBeforeClaims() {
    SigningKey foreign = SigningKey.generate("key-1", 2048);

    assertThat(reject(token().key(foreign).expiresAt(1).audience("x").mint())).isEqualTo(SIGNATURE);
  }

  @Test
  void tellsTheClaimsOfARejectedTokenToTheOperator() {
    Verification rejected = bench.verify(token().algorithm("RS512").mint(), Trusted.tenant());

    Optional<ClaimSet> claims = rejected.fold(ok -> Optional.empty(), no -> no.claims());
    assertThat(claims.orElseThrow().text("tid")).contains(TENANT);
  }

  private static UnverifiedToken nested(int depth) {
    String value = "[".repeat(depth) + "]".repeat(depth);
    return token()
        .payload(token().payloadText().replaceFirst("\\{", "{\"x\":" + value + ","))
        .mint();
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
}
