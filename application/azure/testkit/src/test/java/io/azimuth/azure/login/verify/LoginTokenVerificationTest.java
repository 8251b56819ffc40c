package io.azimuth.azure.login.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.azure.config.Configured;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginTenant;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeVerifier;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginTokenVerificationTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String JWT = "a.b.c";
  private static final String OTHER = "99999999-9999-9999-9999-99999999999a";
  private static final String THIRD = "88888888-8888-8888-8888-88888888888b";

  private final FakeCloud cloud = new FakeCloud();
  private final FakeVerifier verifier = new FakeVerifier();
  private final LoginTokenVerification proof =
      new LoginTokenVerification(cloud, verifier, new MutableClock(NOW));

  @Test
  void whatIsNoJwtNeverReachesTheVerifier() {
    assertThat(denial("no.jwt"))
        .isEqualTo(
            new Denial(
                DenialReason.TOKEN_MALFORMED,
                CheckName.TOKEN,
                "a signed JWT",
                "6 characters with 1 dots"));
    assertThat(verifier.lastExpectation()).isEmpty();
  }

  @Test
  void aForeignIssuerIsNamedToTheOperator() {
    assertRejection(
        TokenRejection.ISSUER_MISMATCH,
        Map.of("iss", "https://kubernetes"),
        new Denial(
            DenialReason.ISSUER_MISMATCH, CheckName.TOKEN, FakeCloud.ISSUER, "https://kubernetes"));
  }

  @Test
  void aForeignTenantIsNamedToTheOperator() {
    assertRejection(
        TokenRejection.IDENTITY_MISMATCH,
        Map.of("tid", "another"),
        new Denial(DenialReason.TENANT_MISMATCH, CheckName.TOKEN, FakeCloud.TENANT, "another"));
  }

  @Test
  void allAudiencesOfTheTokenAreNamed() {
    assertRejection(
        TokenRejection.AUDIENCE_MISMATCH,
        Map.of("aud", List.of("one", "two")),
        new Denial(DenialReason.AUDIENCE_MISMATCH, CheckName.AUDIENCE, "api://vault", "one, two"));
  }

  @Test
  void timesAreNamedBesideThatOfTheServer() {
    assertRejection(
        TokenRejection.EXPIRED,
        Map.of("exp", 0),
        new Denial(
            DenialReason.TOKEN_EXPIRED,
            CheckName.VALIDITY,
            "after 2026-11-25T12:00:00Z",
            "1970-01-01T00:00:00Z"));
    assertRejection(
        TokenRejection.NOT_YET_VALID,
        Map.of(),
        new Denial(
            DenialReason.TOKEN_NOT_YET_VALID,
            CheckName.VALIDITY,
            "not after 2026-11-25T12:00:00Z",
            ""));
  }

  @Test
  void theOtherRejectionsRepeatNothing() {
    assertRejection(
        TokenRejection.SIGNATURE, Map.of("iss", "x"), plain(DenialReason.SIGNATURE_INVALID));
    assertRejection(
        TokenRejection.KEY_UNKNOWN, Map.of("iss", "x"), plain(DenialReason.KEY_UNKNOWN));
    assertRejection(
        TokenRejection.ALGORITHM, Map.of("iss", "x"), plain(DenialReason.ALGORITHM_NOT_ALLOWED));
    assertRejection(
        TokenRejection.CLAIM_MISSING,
        Map.of("iss", "x"),
        new Denial(DenialReason.CLAIM_MISSING, CheckName.CLAIMS, "", ""));
  }

  @Test
  void aProvedTokenGivesItsClaims() {
    String oid = "55555555-5555-5555-5555-555555555555";
    verifier.accept(JWT, NOW, Map.of("oid", oid));

    assertThat(
            prove(JWT, "AzurePublicCloud")
                .<String>fold(c -> c.oid().orElseThrow().value(), d -> ""))
        .isEqualTo(oid);
  }

  @Test
  void aCloudThatIsNoLongerConfiguredIsTheOperatorsFault() {
    assertThatThrownBy(() -> prove(JWT, "lab"))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNUSABLE));
  }

  @Test
  void aTokenOfAListedTenantIsVerifiedAsOneOfThatTenant() {
    verifier.accept(JWT, NOW, Map.of("tid", OTHER.toUpperCase(Locale.ROOT)));

    assertThat(tenantOf(proveWith(OTHER))).contains(new LoginTenant(new TenantId(OTHER), true));
    assertThat(cloud.asked()).containsExactly(OTHER);
    assertThat(verifier.lastExpectation().orElseThrow().profiles())
        .singleElement()
        .satisfies(it -> assertThat(it.identity()).containsEntry("tid", OTHER));
  }

  @Test
  void aTokenOfAnotherTenantIsVerifiedAsOneOfTheMounts() {
    for (Object tid : List.of(FakeCloud.TENANT, THIRD, "x", 7, List.of(OTHER))) {
      verifier.accept(JWT, NOW, Map.of("tid", tid));
      assertThat(tenantOf(proveWith(OTHER)).filter(LoginTenant::additional)).isEmpty();
    }
    assertThat(cloud.asked()).containsOnly(FakeCloud.TENANT);
  }

  @Test
  void noTenantWaitsForTheDocumentsOfAnother() {
    cloud.failFor(
        FakeCloud.TENANT, new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "away"));
    verifier.accept(JWT, NOW, Map.of("tid", OTHER));

    assertThat(tenantOf(proveWith(OTHER))).isPresent();
  }

  @Test
  void whileAListedTenantIsAwayAForgedTokenDoesNotTellWhichOnesAreListed() {
    cloud.failFor(OTHER, new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "away"));
    for (String named : List.of(OTHER, THIRD, "77777777-7777-7777-7777-77777777777c")) {
      verifier.reject(JWT, TokenRejection.SIGNATURE, Map.of("tid", named));
      assertThatThrownBy(() -> prove(JWT, "AzurePublicCloud", List.of(OTHER, THIRD)))
          .as(named)
          .isInstanceOfSatisfying(
              ServiceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNUSABLE));
    }
  }

  @Test
  void whileAListedTenantIsAwayTokensOfTheMountsOwnAndProvedOnesAreJudged() {
    cloud.failFor(OTHER, new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "away"));

    verifier.reject(JWT, TokenRejection.SIGNATURE, Map.of("tid", FakeCloud.TENANT));
    assertThat(denied(proveWith(OTHER))).isEqualTo(plain(DenialReason.SIGNATURE_INVALID));
    verifier.reject(JWT, TokenRejection.EXPIRED, Map.of("tid", THIRD));
    assertThat(denied(prove(JWT, "AzurePublicCloud", List.of(OTHER, THIRD))).reason())
        .isEqualTo(DenialReason.TOKEN_EXPIRED);
  }

  @Test
  void aForgedTokenIsRefusedWhileAllListedTenantsAreThere() {
    verifier.reject(JWT, TokenRejection.SIGNATURE, Map.of("tid", THIRD));

    assertThat(denied(proveWith(OTHER))).isEqualTo(plain(DenialReason.SIGNATURE_INVALID));
  }

  private static Optional<LoginTenant> tenantOf(LoginTokenVerification.Outcome outcome) {
    return outcome.fold(AzureClaims::loginTenant, denial -> Optional.empty());
  }

  private LoginTokenVerification.Outcome proveWith(String additional) {
    return prove(JWT, "AzurePublicCloud", List.of(additional));
  }

  private void assertRejection(TokenRejection reason, Map<String, ?> claims, Denial expected) {
    verifier.reject(JWT, reason, claims);
    assertThat(denial(JWT)).isEqualTo(expected);
  }

  private Denial denial(String jwt) {
    return denied(prove(jwt, "AzurePublicCloud"));
  }

  private static Denial denied(LoginTokenVerification.Outcome outcome) {
    return outcome.fold(
        claims -> {
          throw new AssertionError("accepted");
        },
        denial -> denial);
  }

  private LoginTokenVerification.Outcome prove(String jwt, String environment) {
    return prove(jwt, environment, List.of());
  }

  private LoginTokenVerification.Outcome prove(
      String jwt, String environment, List<String> additional) {
    return proof
        .verify(
            SecretText.of(jwt),
            Configured.with(
                Value.Obj.builder()
                    .put("tenant_id", FakeCloud.TENANT)
                    .put("additional_tenants", additional)
                    .put("resource", "api://vault")
                    .put("environment", environment)
                    .build()),
            Optional.empty(),
            Deadline.of(Duration.ofSeconds(1)))
        .join();
  }

  private static Denial plain(DenialReason reason) {
    return new Denial(reason, CheckName.TOKEN, "", "");
  }
}
