package io.azimuth.spi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebRequestTest {

  private static final WebRequest GET =
      WebRequest.get(WebAddress.parse("https://idp.example/keys").orElseThrow());

  @ParameterizedTest
  @CsvSource({
    "Host, other.example",
    "content-length, 7",
    "Transfer-Encoding, chunked",
    "'A B', x",
    "'A:', x",
    "Authorization, 'Bearer a\nX: b'",
    "Authorization, ä"
  })
  void refusesHeadersThatWouldChangeTheRequest(String name, String value) {
    assertThatThrownBy(() -> GET.with(name, SecretText.of(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a header cannot be sent");
  }

  @Test
  void refusesSizesBeyondTheLimits() {
    assertThat(GET.limitedTo(WebClient.MAX_BYTES).maxAnswerBytes()).isEqualTo(1 << 20);
    assertThatThrownBy(() -> GET.limitedTo(WebClient.MAX_BYTES + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GET.limitedTo(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                WebRequest.post(
                    GET.address(), "text/plain", SecretBytes.of(new byte[WebClient.MAX_BYTES + 1])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsNoSecret() {
    assertThat(GET.with("Authorization", SecretText.of("s3cr3t")))
        .hasToString("GET https://idp.example/keys");
  }
}
