package io.azimuth.application.wrapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrappedUseTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofDays(32);
  private static final Duration UNTIL_SWEPT = Duration.ofMinutes(10);

  private final WrappedUse use = new WrappedUse();

  @Test
  void hasRoomForTenThousandAnswers() {
    for (int n = 0; n < 10_000; n++) {
      assertThat(use.hasRoom(NOW)).isTrue();
      use.add(100, n == 0 ? SHORT : LONG, NOW);
    }

    assertThat(use.hasRoom(NOW)).isFalse();
    assertThat(use.hasRoom(NOW.plus(SHORT).plus(UNTIL_SWEPT).minusSeconds(1))).isFalse();
    assertThat(use.hasRoom(NOW.plus(Duration.ofMinutes(14)))).isTrue(); // a quarter longer
  }

  @Test
  void hasRoomForSixtyFourMebibytes() {
    use.add((64 << 20) - 1, LONG, NOW);
    assertThat(use.hasRoom(NOW)).isTrue();

    use.add(1, LONG, NOW);

    assertThat(use.hasRoom(NOW)).isFalse();
  }

  @Test
  void nothingIsCountedLongerThanAQuarterOfItsTime() {
    for (Duration ttl : new Duration[] {Duration.ofSeconds(1), SHORT, Duration.ofHours(3), LONG}) {
      use.add(1, ttl, NOW);
      Duration kept = ttl.plus(UNTIL_SWEPT);

      assertThat(use.isNone(NOW.plus(kept).minusSeconds(1))).isFalse();
      assertThat(use.isNone(NOW.plus(kept).plus(kept.dividedBy(4)))).isTrue();
    }
  }
}
