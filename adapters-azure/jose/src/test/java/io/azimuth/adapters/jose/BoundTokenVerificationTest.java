package io.azimuth.adapters.jose;

import static io.azimuth.domain.claim.TokenRejection.BINDING_NOT_PROVED;
import static io.azimuth.domain.claim.TokenRejection.BINDING_NOT_UNDERSTOOD;
import static io.azimuth.domain.claim.TokenRejection.EXPIRED;
import static io.azimuth.domain.claim.TokenRejection.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.PemBlock;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.verify.PublicKeyPem;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.verify.Verification;
import io.azimuth.testkit.fake.FakeWeb;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are bound to a key, as both verifiers read them from bytes. */
class BoundTokenVerificationTest {

  private static final CertificateDigest OWN = CertificateDigest.of(new byte[] {1});
  private static final CertificateDigest OTHER = CertificateDigest.of(new byte[] {2});

  private final VerifierBench bench = new VerifierBench();
  private final JoseSignatureVerifier signatures =
      new JoseSignatureVerifier(
          new WebKeySets(new FakeWeb(), Runnable::run, new MutableClock(TokenMint.NOW)));

  /** A token with this JSON as its confirmation. */
  private static TokenMint confirmedBy(String json) {
    TokenMint bound = TokenMint.token().claim("cnf", "@");
    return bound.payload(bound.payloadText().replace("\"@\"", json));
  }

  private static TokenMint bound() {
    return confirmedBy("{\"x5t#S256\":\"" + OWN.text() + "\"}");
  }

  /** What both verifiers say of it on a connection that showed this. */
  private Optional<TokenRejection> problem(
      UnverifiedToken token, Optional<CertificateDigest> shown) {
    Optional<TokenRejection> whole =
        bench
            .verify(token, Trusted.tenant().over(shown))
            .fold(accepted -> Optional.empty(), it -> Optional.of(it.reason()));
    Optional<TokenRejection> signature =
        signatures
            .verify(token, signedByFirst().over(shown), Deadline.of(Duration.ofSeconds(20)))
            .join()
            .fold(proved -> Optional.empty(), it -> Optional.of(it.reason()));
    assertThat(whole).isEqualTo(signature);
    return whole;
  }

  private static SignatureExpectation signedByFirst() {
    String pem = PemBlock.text("PUBLIC KEY", SigningKey.FIRST.publicKey().getEncoded());
    return new SignatureExpectation(
        new KeySource.Fixed(List.of(PublicKeyPem.parse(pem).orElseThrow())),
        Set.of(SignatureAlgorithm.RS256),
        Optional.empty());
  }

  @Test
  void countWithTheirCertificateAlsoWhenTheirSignatureIsKnown() {
    UnverifiedToken token = bound().mint();
    for (int round = 0; round < 2; round++) {
      assertThat(problem(token, Optional.of(OWN))).isEmpty();
      assertThat(problem(token, Optional.of(OTHER))).contains(BINDING_NOT_PROVED);
      assertThat(problem(token, Optional.empty())).contains(BINDING_NOT_PROVED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "\"\"",
        "{\"x5t#S256\":null}",
        "{\"x5t#S256\":\"ls-Xz5yJmz8r2vrPWOBd_ouepSNBbMM6zehuAqN2sGw\",\"jwk\":null}",
        "{\"jwk\":{\"kty\":\"EC\"}}",
        "{\"kid\":\"x\",\"xms_ksl\":\"sw\"}",
      })
  void areRefusedWhenTheirConfirmationIsNotUnderstood(String confirmation) {
    UnverifiedToken token = confirmedBy(confirmation).mint();

    assertThat(problem(token, Optional.of(OWN))).contains(BINDING_NOT_UNDERSTOOD);
    assertThat(problem(token, Optional.empty())).contains(BINDING_NOT_UNDERSTOOD);
  }

  @Test
  void areNoTokensWhenTheyNameTwoConfirmations() {
    String once = "{\"x5t#S256\":\"" + OWN.text() + "\"}";

    assertThat(problem(confirmedBy(once + ",\"cnf\":{}").mint(), Optional.of(OWN)))
        .contains(TokenRejection.MALFORMED);
  }

  @Test
  void areJudgedByTheirSignatureAndTimesFirst() {
    UnverifiedToken old = bound().mint();
    bench.clock.advance(Duration.ofDays(1));

    assertThat(bench.reject(old)).isEqualTo(EXPIRED);
    assertThat(problemOfForged()).contains(SIGNATURE);
  }

  private Optional<TokenRejection> problemOfForged() {
    UnverifiedToken forged = TokenMint.token().mintWithPayloadSwappedFor(bound());
    Verification verification = new VerifierBench().verify(forged, Trusted.tenant());
    return verification.fold(accepted -> Optional.empty(), it -> Optional.of(it.reason()));
  }

  @Test
  void areRefusedByWhoeverKnowsNothingOfCertificates() {
    assertThat(bench.reject(bound().mint())).isEqualTo(BINDING_NOT_PROVED);
    assertThat(
            signatures
                .verify(bound().mint(), signedByFirst(), Deadline.of(Duration.ofSeconds(20)))
                .join()
                .<Optional<TokenRejection>>fold(
                    proved -> Optional.empty(), it -> Optional.of(it.reason())))
        .contains(BINDING_NOT_PROVED);
  }
}
