package io.azimuth.adapters.azure.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenPermissionsTest {

  @Test
  void theNamesAreThoseOfTheClaim() {
    assertThat(
            TokenPermissions.of(token("{\"roles\":[\"User.Read.All\",\"Application.Read.All\"]}")))
        .containsExactly("Application.Read.All", "User.Read.All");
    assertThat(TokenPermissions.of(token("{\"oid\":\"x\"}"))).isEmpty();
    assertThat(TokenPermissions.of(token("{\"roles\":[]}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "",
        "{",
        "{\"roles\":\"User.Read.All\"}",
        "{\"roles\":[1]}",
        "{\"roles\":[\"\"]}",
        "{\"roles\":[\"a\\nb\"]}"
      })
  void anotherClaimIsRefusedAndNotShown(String claims) {
    assertThatThrownBy(() -> TokenPermissions.of(token(claims)))
        .isInstanceOf(UnusableAnswerException.class)
        .hasMessage("the token does not tell its permissions");
  }

  @Test
  void anOpaqueTokenIsRefused() {
    for (String token : new String[] {"", "opaque", "a.b", "a.!.c", "a.b.c.d"}) {
      assertThatThrownBy(() -> TokenPermissions.of(token))
          .isInstanceOf(UnusableAnswerException.class);
    }
  }

  private static String token(String claims) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".sig";
  }
}
