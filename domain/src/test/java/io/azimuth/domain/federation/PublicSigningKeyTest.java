package io.azimuth.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Public keys and their algorithms. */
class PublicSigningKeyTest {

  @Test
  void hasTheNumbersOfItsAlgorithmAndNoOthers() {
    assertThat(
            new PublicSigningKey("k", SigningAlgorithm.ES256, Map.of("y", "2", "x", "1")).numbers())
        .containsExactly(Map.entry("x", "1"), Map.entry("y", "2"));
    assertThatThrownBy(() -> new PublicSigningKey("k", SigningAlgorithm.ES256, Map.of("x", "1")))
        .hasMessage("a key of ES256 has a number y");
    assertThatThrownBy(
            () -> new PublicSigningKey("k", SigningAlgorithm.EDDSA, Map.of("x", "1", "d", "2")))
        .hasMessage("a key of EDDSA has no other numbers");
  }

  @Test
  void algorithmsHaveTheNamesOfJoseInTheirOwnSpelling() {
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      assertThat(SigningAlgorithm.parse(algorithm.jwsName()).orElseThrow()).isEqualTo(algorithm);
    }
    assertThat(SigningAlgorithm.parse("").orElseThrow()).isEqualTo(SigningAlgorithm.RS256);
    assertThat(SigningAlgorithm.parse("eddsa").problems())
        .containsExactly("unknown signing algorithm \"eddsa\"");
  }
}
