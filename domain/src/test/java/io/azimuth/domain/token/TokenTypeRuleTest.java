package io.azimuth.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which token type results from the rule of a mount or role and the type that is asked for. */
class TokenTypeRuleTest {

  @ParameterizedTest(name = "mount or role {0}, asked {1}: {2}")
  @CsvSource({
    "service, , SERVICE",
    "service, BATCH, SERVICE",
    "batch, , BATCH",
    "batch, SERVICE, BATCH",
    "default-service, , SERVICE",
    "default-service, BATCH, BATCH",
    "default-batch, , BATCH",
    "default-batch, SERVICE, SERVICE",
    "'', , SERVICE",
    "default, BATCH, BATCH",
  })
  void forcesOrGivesWay(String rule, TokenType asked, TokenType chosen) {
    assertThat(TokenTypeRule.parse(rule).orElseThrow().choose(Optional.ofNullable(asked)))
        .isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Batch", "default_batch", " service", "none"})
  void knowsNoOtherWord(String word) {
    assertThat(TokenTypeRule.parse(word)).isEmpty();
  }
}
