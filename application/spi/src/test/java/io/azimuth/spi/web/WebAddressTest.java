package io.azimuth.spi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://idp.example",
        "HTTPS://idp.example:8443/keys?version=2",
        "https://[::1]/keys",
        "https://127.0.0.1:1/"
      })
  void takesAddressesOfHttps(String text) {
    assertThat(WebAddress.parse(text).value()).contains(new WebAddress(URI.create(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "idp.example",
        "http://idp.example/keys",
        "file:///etc/passwd",
        "https:///keys",
        "https:keys",
        "https://me:secret@idp.example/",
        "https://idp.example/#here",
        "https://idp.example:65536/",
        "https://idp example/",
        "https://idp.example/\n"
      })
  void refusesOthers(String text) {
    assertThat(WebAddress.parse(text).isGood()).isFalse();
  }

  @Test
  void hasALimit() {
    String begin = "https://idp.example/";
    String longest = begin + "x".repeat(WebAddress.MAX_LENGTH - begin.length());

    assertThat(WebAddress.parse(longest).isGood()).isTrue();
    assertThat(WebAddress.parse(longest + "x").isGood()).isFalse();
  }

  @Test
  void doesNotPrintItsQuery() {
    assertThat(WebAddress.parse("https://idp.example:1/a?key=s3cr3t").orElseThrow())
        .hasToString("https://idp.example:1/a");
    assertThatThrownBy(() -> new WebAddress(URI.create("http://idp.example")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
