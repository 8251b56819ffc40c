package io.azimuth.spi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(WebAddress.parsePlaintext("HTTP://idp.example:1/a?key=s3cr3t").orElseThrow())
        .hasToString("http://idp.example:1/a");
  }

  @Test
  void anAddressOfHttpIsReadWhereItIsAskedForOnly() {
    assertThat(WebAddress.parsePlaintext("http://idp.example").orElseThrow().isEncrypted())
        .isFalse();
    assertThat(WebAddress.parsePlaintext("https://idp.example").orElseThrow().isEncrypted())
        .isTrue();
    assertThat(WebAddress.parsePlaintext("http://me@idp.example").isGood()).isFalse();
    assertThat(WebAddress.parsePlaintext("ftp://idp.example").problems())
        .containsExactly("must be an http or https address without a user and a fragment");
    assertThatThrownBy(() -> new WebAddress(URI.create("ftp://idp.example")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8001, true",
    "http://127.8.9.10, true",
    "https://[::1]/, true",
    "http://LOCALHOST:1, true",
    "http://128.0.0.1, false",
    "http://127.0.0.1.example, false",
    "http://localhost.example, false",
    "http://[::2], false",
    "http://10.127.0.0, false"
  })
  void knowsThisMachine(String text, boolean loopback) {
    assertThat(WebAddress.parsePlaintext(text).orElseThrow().isLoopback()).isEqualTo(loopback);
  }
}
