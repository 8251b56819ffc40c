package io.azimuth.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareCountsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "5, 3", "255, 2", "255, 255"})
  void takesWhatFits(int shares, int threshold) {
    assertThat(ShareCounts.of(shares, threshold).orElseThrow())
        .isEqualTo(new ShareCounts(shares, threshold));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, shares must be at least one",
    "-1, 1, shares must be at least one",
    "1, 0, threshold must be at least one",
    "5, 0, threshold must be at least one",
    "2, 1, threshold must be greater than one for multiple shares",
    "256, 2, shares must be less than 256",
    "255, 256, threshold must be less than 256",
    "1, 2, threshold cannot be larger than shares",
    "5, 6, threshold cannot be larger than shares",
  })
  void saysWhatDoesNot(int shares, int threshold, String problem) {
    assertThat(ShareCounts.of(shares, threshold).problems()).containsExactly(problem);
  }
}
