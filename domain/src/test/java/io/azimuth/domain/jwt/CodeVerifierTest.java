package io.azimuth.domain.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.azimuth.domain.secret.SecretText;
import org.junit.jupiter.api.Test;

class CodeVerifierTest {

  // Computed with another program: printf %s VERIFIER | openssl dgst -sha256 -binary | base64.
  @Test
  void theChallengeIsTheHashOfTheVerifier() {
    CodeVerifier verifier =
        new CodeVerifier(SecretText.of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123"));

    assertThat(verifier.challenge()).isEqualTo("j7YF6rLvrj0fzIgfpcXdYhmhfKNmPkZkL_VmhHwkwnI");
    assertThat(verifier.toString()).doesNotContain("abc");
  }

  @Test
  void aVerifierIsLongEnough() {
    assertThat(new CodeVerifier(SecretText.of("x".repeat(43))).challenge()).hasSize(43);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CodeVerifier(SecretText.of("x".repeat(42))));
  }
}
