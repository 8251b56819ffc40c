package io.azimuth.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids a caller may choose for a token. */
class CustomTokenIdTest {

  @ParameterizedTest
  @CsvSource({
    "hvs.mine, custom token ID cannot have the 'hvs.' prefix",
    "s.mine, custom token ID cannot have the 's.' prefix",
    "azs.mine, custom token ID cannot have the 'azs.' prefix",
    "azb.mine, custom token ID cannot have the 'azb.' prefix",
    "my.own, custom token ID cannot have a '.' in the value",
    ".own, custom token ID cannot have a '.' in the value",
  })
  void poseAsNoTokenOfAServer(String id, String problem) {
    assertThat(CustomTokenId.problem(id)).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "ümlaut", "tab\t", "del\u007f"})
  void travelInAHeader(String id) {
    assertThat(CustomTokenId.problem(id))
        .contains("custom token ID has 1 to 256 visible ASCII characters");
  }

  @Test
  void haveALimit() {
    assertThat(CustomTokenId.problem("x".repeat(256))).isEmpty();
    assertThat(CustomTokenId.problem("x".repeat(257))).isPresent();
    assertThat(CustomTokenId.problem("root")).isEmpty();
  }
}
