package io.azimuth.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpiVersionTest {

  @ParameterizedTest(name = "{0} serves {1}: {2}")
  @CsvSource({
    "1.2,           1.2,           true",
    "1.2.0,         1.2.9,         true",
    "1.2,           1.0.0,         true",
    "1.2,           1.3,           false",
    "1.2,           2.0,           false",
    "2.0,           1.2,           false",
    "0.3,           0.3.7,         true",
    "0.3,           0.2,           false",
    "0.3,           0.4,           false",
    "1.0,           0.3,           false",
    "0.1.0-SNAPSHOT, 0.1.0-rc.1,   true"
  })
  void servesWhatWasBuiltForNoMoreThanItHas(String server, String plugin, boolean serves) {
    assertThat(version(server).serves(version(plugin))).isEqualTo(serves);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.", "01.2", "1.2.3.4", "v1.2", "1.2 ", "1.2-", "9999999.1"})
  void refusesWhatIsNoVersion(String text) {
    assertThat(SpiVersion.of(text)).isEmpty();
  }

  @Test
  void theServerHasOne() {
    assertThat(SpiVersion.ofServer().serves(SpiVersion.ofServer())).isTrue();
  }

  private static SpiVersion version(String text) {
    return SpiVersion.of(text).orElseThrow();
  }
}
