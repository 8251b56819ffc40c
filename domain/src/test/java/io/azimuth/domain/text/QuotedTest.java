package io.azimuth.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void quotesPlainTextAsItIs() {
    assertThat(Quoted.of("größe-1")).isEqualTo("\"größe-1\"");
  }

  @Test
  void escapesWhatCouldForgeALine() {
    assertThat(Quoted.of("a\"b\\c\nd\r\u0000\u202e\u2028"))
        .isEqualTo("\"a\\\"b\\\\c\\nd\\r\\u0000\\u202e\\u2028\"");
  }

  @Test
  void cutsAnEndlessText() {
    assertThat(Quoted.escape("x".repeat(256))).isEqualTo("x".repeat(256));
    assertThat(Quoted.escape("x".repeat(257))).isEqualTo("x".repeat(256) + "…");
  }
}
