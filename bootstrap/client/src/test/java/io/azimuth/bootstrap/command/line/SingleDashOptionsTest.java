package io.azimuth.bootstrap.command.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingleDashOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "-field=x, --field=x",
    "-dev, --dev",
    "-ns, --ns",
    "-msi-res-id=/a=b, --msi-res-id=/a=b",
  })
  void longOptionsMayHaveOneDash(String written, String read) {
    assertThat(SingleDashOptions.doubled(written)).containsExactly(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "--", "-f", "-n=5", "--field", "key=-value", "-5m", "@file", ""})
  void allElseStays(String argument) {
    assertThat(SingleDashOptions.doubled(argument)).containsExactly(argument);
  }

  @Test
  void whatFollowsTwoDashesStays() {
    assertThat(SingleDashOptions.doubled("-field", "--", "-field"))
        .containsExactly("--field", "--", "-field");
  }
}
