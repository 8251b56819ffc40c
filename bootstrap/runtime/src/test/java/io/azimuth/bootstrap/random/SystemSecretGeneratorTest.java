package io.azimuth.bootstrap.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemSecretGeneratorTest {

  private final SystemSecretGenerator generator = new SystemSecretGenerator();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 24, 1000})
  void givesExactlyAsMuchAsAskedFor(int count) {
    assertThat(generator.bytes(count)).hasSize(count);
    assertThat(generator.base62(count)).hasSize(count).matches("[0-9A-Za-z]*");
  }

  @Test
  void base62UsesEveryCharacterAboutEquallyOften() {
    int[] counts = new int[128];
    generator.base62(62_000).chars().forEach(c -> counts[c]++);

    // 1,000 are expected; six standard deviations are 190. Without the rejection, the first eight
    // characters had 1,250.
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        .chars()
        .forEach(c -> assertThat(counts[c]).as("%c", c).isBetween(790, 1_210));
  }

  @Test
  void neverRepeatsItself() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.add(generator.base62(20))).isTrue();
      assertThat(seen.add(generator.uuid())).isTrue();
    }
  }

  @Test
  void uuidIsOfVersion4() {
    assertThat(UUID.fromString(generator.uuid()).version()).isEqualTo(4);
  }
}
