package io.azimuth.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimScalarTest {

  private static ClaimScalar number(String literal) {
    return ClaimScalar.of(new BigDecimal(literal));
  }

  @Test
  void numbersAreEqualHoweverTheyAreWritten() {
    assertThat(number("1200")).isEqualTo(number("1.2e3")).isEqualTo(number("1200.00"));
    assertThat(number("1200").text()).isEqualTo("1200");
    assertThat(number("1e40").text()).isEqualTo("1E+40");
    assertThat(number("1")).isNotEqualTo(ClaimScalar.of("1"));
  }

  /** To expand any of them would take gigabytes, or overflow. */
  @ParameterizedTest
  @ValueSource(strings = {"1e2147483647", "100e2147483647", "1e-2147483647", "9e1001"})
  void anExponentIsNeverExpanded(String literal) {
    assertThat(number(literal).text()).hasSizeLessThan(20);
    assertThat(number(literal)).isEqualTo(number(literal));
  }
}
