package io.azimuth.spi.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "01",
        "-01",
        "+1",
        "1.",
        ".5",
        "NaN",
        "1,\"x\":2",
        "0x1",
        "1e",
        " 1",
        "1\n"
      })
  void aNumberIsAJsonNumber(String literal) {
    assertThatThrownBy(() -> new Value.Num(literal))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a JSON number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "10", "1.10", "1e400", "1E+2", "-1.5e-3", "9223372036854775808"})
  void aNumberKeepsItsText(String literal) {
    assertThat(new Value.Num(literal).literal()).isEqualTo(literal);
  }

  @Test
  void aNumberMayBeVeryLong() {
    assertThat(new Value.Num("0." + "7".repeat(1_000_000)).literal()).hasSize(1_000_002);
  }
}
