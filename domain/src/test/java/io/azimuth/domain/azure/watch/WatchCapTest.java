package io.azimuth.domain.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchCapTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, false",
    "5, 5, false",
    "6, 6, true",
    "25, 5, false",
    "25, 6, true",
    "29, 6, true",
    "30, 6, false",
    "30, 7, true",
    "1000, 200, false",
    "1000, 201, true",
    "0, 0, false"
  })
  void fiveOrAFifthMayBeGoneAtOnce(int watched, int gone, boolean exceeded) {
    assertThat(WatchCap.isExceeded(watched, gone)).isEqualTo(exceeded);
  }
}
