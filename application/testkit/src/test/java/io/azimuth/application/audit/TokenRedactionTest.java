package io.azimuth.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRedactionTest {

  private static final String LONG = "CAESIJlUmZ7kQ0vTq2XyZ1aBcDeF";

  @ParameterizedTest
  @CsvSource({
    "auth/token/revoke/azs." + LONG + ", auth/token/revoke/<>",
    "azb." + LONG + ", <>",
    "azs-" + LONG + " logged in, <> logged in",
    "azb-" + LONG + ", <>",
    "role eyJhbGciOiJSUzI1NiJ9.e30.c2ln of web, role <> of web",
    "eyJx eyJy azs.z azb.w, <> <> <> <>"
  })
  void replacesEachToken(String text, String redacted) {
    assertThat(TokenRedaction.redact(text, token -> "<>")).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "web",
        "auth/azure/login",
        "azs",
        "azs.",
        "azb-short",
        "eyJ",
        "Azs.x",
        "az s.x"
      })
  void leavesOtherTextsAsTheyAre(String text) {
    assertThat(TokenRedaction.redact(text, token -> "<>")).isEqualTo(text);
  }

  @Test
  void replacesATextOfManyTokensWhole() {
    String text = "eyJ1 eyJ2 eyJ3 eyJ4 eyJ5";

    assertThat(TokenRedaction.redact(text, all -> all.equals(text) ? "all" : "<>"))
        .isEqualTo("all");
  }
}
