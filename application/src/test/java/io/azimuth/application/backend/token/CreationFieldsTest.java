package io.azimuth.application.backend.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.fixture.Values;
import io.azimuth.application.route.Fields;
import io.azimuth.domain.token.Lifetimes;
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
    assertThat(CreationFields.lifetimes(fields(Map.of("lease", "1h"))).ttl())
        .isEqualTo(Duration.ofHours(1));
    assertThat(CreationFields.lifetimes(fields(Map.of("ttl", "", "lease", "1h"))).ttl())
        .isEqualTo(Duration.ofHours(1));
    assertThat(CreationFields.lifetimes(fields(Map.of("ttl", "2h", "lease", "1h"))).ttl())
        .isEqualTo(Duration.ofHours(2));
    assertThat(CreationFields.lifetimes(fields(Map.of()))).isEqualTo(Lifetimes.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ttl", "lease"})
  void aNegativeLifetimeIsRefused(String field) {
    assertRefused(
        () -> CreationFields.lifetimes(fields(Map.of(field, "-1"))), "ttl must be positive");
  }

  @Test
  void onlyServiceTokensAreMade() {
    CreationFields.checkType(fields(Map.of("type", "service")));
    CreationFields.checkType(fields(Map.of("type", "")));
    assertRefused(
        () -> CreationFields.checkType(fields(Map.of("type", "batch"))),
        "type is not supported yet");
    assertRefused(
        () -> CreationFields.checkType(fields(Map.of("type", "Service"))),
        "invalid 'token_type' value");
  }

  @Test
  void whatHasNoEffectYetIsRefused() {
    assertRefused(() -> fields(Map.of("id", "mine")), "id is not supported yet");
    assertRefused(() -> fields(Map.of("num_uses", 1)), "num_uses is not supported yet");
    assertRefused(() -> fields(Map.of("entity_alias", "e")), "entity_alias is not supported yet");
    fields(Map.of("id", "", "num_uses", 0, "entity_alias", ""));
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
