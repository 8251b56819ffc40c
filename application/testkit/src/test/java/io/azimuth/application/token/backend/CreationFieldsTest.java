package io.azimuth.application.token.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Fields;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreationFieldsTest {

  @ParameterizedTest
  @CsvSource({
    "'', token",
    "ci, token-ci",
    "my app!, token-my-app",
    "ü, token",
    "a--, token-a",
    "---, token"
  })
  void aDisplayNameHasLettersDigitsAndInnerDashes(String sent, String expected) {
    assertThat(CreationFields.displayName(fields(Map.of("display_name", sent))))
        .isEqualTo(expected);
  }

  @Test
  void anEndlessDisplayNameIsRefusedAtOnce() {
    assertThat(CreationFields.displayName(fields(Map.of("display_name", "a".repeat(256)))))
        .hasSize("token-".length() + 256);
    assertRefused(
        () -> CreationFields.displayName(fields(Map.of("display_name", "-".repeat(257)))),
        "display_name has at most 256 characters");
  }

  @Test
  void leaseStandsInForAnAbsentOrEmptyTtl() {
    assertThat(CreationFields.ttl(fields(Map.of("lease", "1h")))).isEqualTo(Duration.ofHours(1));
    assertThat(CreationFields.ttl(fields(Map.of("ttl", "", "lease", "1h"))))
        .isEqualTo(Duration.ofHours(1));
    assertThat(CreationFields.ttl(fields(Map.of("ttl", "2h", "lease", "1h"))))
        .isEqualTo(Duration.ofHours(2));
    assertThat(CreationFields.ttl(fields(Map.of()))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ttl", "lease"})
  void aNegativeLifetimeIsRefused(String field) {
    assertRefused(() -> CreationFields.ttl(fields(Map.of(field, "-1"))), "ttl must be positive");
  }

  @Test
  void aTypeIsServiceOrBatchOrLeftToTheRole() {
    assertThat(CreationFields.type(fields(Map.of("type", "service")))).contains(TokenType.SERVICE);
    assertThat(CreationFields.type(fields(Map.of("type", "batch")))).contains(TokenType.BATCH);
    assertThat(CreationFields.type(fields(Map.of("type", "")))).isEmpty();
    assertRefused(
        () -> CreationFields.type(fields(Map.of("type", "Service"))), "invalid 'token_type' value");
  }

  private static Fields fields(Map<String, ?> sent) {
    return Fields.of(CreationFields.ALL, Values.of(sent), Map.of());
  }

  private static void assertRefused(Runnable action, String error) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal().errors()).containsExactly(error));
  }
}
