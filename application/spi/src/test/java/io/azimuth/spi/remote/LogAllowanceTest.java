package io.azimuth.spi.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogAllowanceTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void someLinesASecondAreWrittenAndTheRestIsCounted() {
    LogAllowance allowance = LogAllowance.perSecond(10);
    for (int i = 0; i < 10; i++) {
      assertThat(allowance.take(NOON)).isZero();
    }
    for (int i = 0; i < 25; i++) {
      assertThat(allowance.take(NOON)).isEqualTo(-1);
    }
    assertThat(allowance.take(NOON.plusMillis(999))).isEqualTo(-1);

    assertThat(allowance.take(NOON.plusMillis(1_000))).isEqualTo(26);
    assertThat(allowance.take(NOON.plusMillis(1_000))).isZero();
  }

  @Test
  void orSomeAMinute() {
    LogAllowance allowance = LogAllowance.perMinute(1);

    assertThat(allowance.take(NOON)).isZero();
    assertThat(allowance.take(NOON.plusSeconds(59))).isEqualTo(-1);
    assertThat(allowance.take(NOON.plusSeconds(60))).isEqualTo(1);
  }

  @Test
  void orOneInAnyOtherTime() {
    LogAllowance allowance = LogAllowance.oncePer(Duration.ofMinutes(10));

    assertThat(allowance.take(NOON)).isZero();
    assertThat(allowance.take(NOON.plusSeconds(599))).isEqualTo(-1);
    assertThat(allowance.take(NOON.plusSeconds(600))).isEqualTo(1);
  }

  @Test
  void aClockThatWasSetBackBeginsAnew() {
    LogAllowance allowance = LogAllowance.perMinute(1);

    assertThat(allowance.take(NOON)).isZero();
    assertThat(allowance.take(NOON.minus(Duration.ofHours(1)))).isZero();
  }

  @Test
  void aClockThatOnlyMeasuresTimeWillDo() {
    LogAllowance allowance = LogAllowance.perMinute(1);

    assertThat(allowance.take(5)).isZero();
    assertThat(allowance.take(Duration.ofSeconds(30).toNanos())).isEqualTo(-1);
    assertThat(allowance.take(Duration.ofSeconds(61).toNanos())).isEqualTo(1);
  }
}
