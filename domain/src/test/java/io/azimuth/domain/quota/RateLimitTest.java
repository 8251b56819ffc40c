package io.azimuth.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1_000_000_001, -Double.MIN_VALUE})
  void refusesARateThatIsNone(double rate) {
    assertThat(RateLimit.of(rate, SECOND, Duration.ZERO).problems())
        .containsExactly("'rate' must be above 0 and at most 1000000000");
  }

  @Test
  void saysAllThatIsWrong() {
    assertThat(RateLimit.of(0, Duration.ZERO, Duration.ofSeconds(-1)).problems()).hasSize(3);
    assertThat(RateLimit.of(1, Duration.ofDays(367), Duration.ZERO).problems())
        .containsExactly("'interval' must be between 1 second and 366 days");
  }

  @Test
  void theSmallestRateOverTheLongestIntervalOverflowsNothing() {
    RateLimit limit = new RateLimit(Double.MIN_VALUE, Duration.ofDays(366), Duration.ZERO);

    assertThat(limit.millisFor(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(limit.burst()).isEqualTo(1);
  }
}
