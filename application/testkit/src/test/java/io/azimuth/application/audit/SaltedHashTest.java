package io.azimuth.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SaltedHashTest {

  private final SaltedHash hash = new SaltedHash(SecretText.of("key"));

  @Test
  void isHmacSha256InHex() {
    // RFC-style vector: HMAC-SHA256("key", "The quick brown fox jumps over the lazy dog")
    assertThat(hash.of("The quick brown fox jumps over the lazy dog"))
        .isEqualTo("hmac-sha256:f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  }

  @Test
  void anotherSaltGivesAnotherHash() {
    assertThat(new SaltedHash(SecretText.of("other")).of("x")).isNotEqualTo(hash.of("x"));
  }

  @Test
  void hashesTextsAtAnyDepthAndNothingElse() {
    Value hashed =
        hash.of(Values.of(Map.of("a", List.of("x", 5, true, Value.NULL, Map.of("b", "y")))));

    assertThat(hashed)
        .isEqualTo(
            Values.of(
                Map.of(
                    "a", List.of(hash.of("x"), 5, true, Value.NULL, Map.of("b", hash.of("y"))))));
  }

  @Test
  void aMembersNameStaysUnlessItIsAToken() {
    Value.Obj hashed = (Value.Obj) hash.of(Values.of(Map.of("azs.ABC", 1, "name", 2)));

    assertThat(hashed.members()).containsOnlyKeys(hash.of("azs.ABC"), "name");
  }
}
