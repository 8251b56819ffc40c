package io.azimuth.azure.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogRateLimitTest {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final LogRateLimit allowance = new LogRateLimit(clock);

  @Test
  void tenLinesASecondAreWrittenAndTheRestIsCounted() {
    for (int i = 0; i < 10; i++) {
      assertThat(allowance.take()).isZero();
    }
    for (int i = 0; i < 25; i++) {
      assertThat(allowance.take()).isEqualTo(-1);
    }
    clock.advance(Duration.ofMillis(999));
    assertThat(allowance.take()).isEqualTo(-1);

    clock.advance(Duration.ofMillis(1));
    assertThat(allowance.take()).isEqualTo(26);
    assertThat(allowance.take()).isZero();
  }
}
