package io.azimuth.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenBindingTest {

  private static final CertificateDigest OWN = CertificateDigest.of(new byte[] {1});
  private static final CertificateDigest OTHER = CertificateDigest.of(new byte[] {2});

  private static TokenBinding bindingOf(Object confirmation) {
    return TokenBinding.of(ClaimSet.of(Collections.singletonMap("cnf", confirmation)));
  }

  @Test
  void aTokenWithoutConfirmationIsABearerToken() {
    TokenBinding binding = TokenBinding.of(ClaimSet.of(Map.of("CNF", "x", "x5t#S256", "y")));

    assertThat(binding.isBearer()).isTrue();
    assertThat(binding.certificate()).isEmpty();
    assertThat(binding.problem(Optional.empty())).isEmpty();
    assertThat(binding.problem(Optional.of(OTHER))).isEmpty();
  }

  @Test
  void aTokenOfACertificateCountsWithThatCertificateAlone() {
    TokenBinding binding = bindingOf(Map.of("x5t#S256", OWN.text()));

    assertThat(binding.isBearer()).isFalse();
    assertThat(binding.certificate()).contains(OWN);
    assertThat(binding.problem(Optional.of(OWN))).isEmpty();
    assertThat(binding.problem(Optional.of(OTHER))).contains(TokenRejection.BINDING_NOT_PROVED);
    assertThat(binding.problem(Optional.empty())).contains(TokenRejection.BINDING_NOT_PROVED);
  }

  /** Confirmations that are not understood, whatever certificate comes with them. */
  static List<Object> strange() {
    Map<String, Object> withNull = new HashMap<>();
    withNull.put("x5t#S256", OWN.text());
    withNull.put("jwk", null);
    return Arrays.asList(
        null,
        "",
        OWN.text(),
        true,
        7,
        List.of(),
        List.of(Map.of("x5t#S256", OWN.text())),
        Map.of(),
        withNull,
        Collections.singletonMap("x5t#S256", null),
        Map.of("x5t#S256", ""),
        Map.of("x5t#S256", OWN.text() + "="),
        Map.of("x5t#S256", OWN.text().substring(1)),
        Map.of("x5t#S256", List.of(OWN.text())),
        Map.of("x5t#s256", OWN.text()),
        Map.of("x5t", OWN.text()),
        Map.of("jwk", Map.of("kty", "EC")),
        Map.of("jwe", "x"),
        Map.of("kid", "x"),
        Map.of("kid", "x", "xms_ksl", "sw"),
        Map.of("jku", "https://keys.example"),
        Map.of("jkt", OWN.text()),
        Map.of("x5t#S256", OWN.text(), "jkt", OWN.text()),
        Map.of("x5t#S256", OWN.text(), "unknown", 1));
  }

  @ParameterizedTest
  @MethodSource("strange")
  void anyOtherConfirmationIsNotUnderstood(Object confirmation) {
    TokenBinding binding = bindingOf(confirmation);

    assertThat(binding.isBearer()).isFalse();
    assertThat(binding.certificate()).isEmpty();
    for (Optional<CertificateDigest> shown :
        List.of(Optional.<CertificateDigest>empty(), Optional.of(OWN))) {
      assertThat(binding.problem(shown)).contains(TokenRejection.BINDING_NOT_UNDERSTOOD);
    }
  }

  @Test
  void theMembersAreNamedInOrder() {
    assertThat(bindingOf(Map.of("kid", "x", "jku", "y")).members()).isEqualTo("jku, kid");
    assertThat(bindingOf("text").members()).isEqualTo("no object");
    assertThat(bindingOf(null).members()).isEqualTo("no object");
  }
}
