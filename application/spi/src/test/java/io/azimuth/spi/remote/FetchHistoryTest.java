package io.azimuth.spi.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FetchHistoryTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final FetchHistory WELL = FetchHistory.NONE.succeeded(NOON, Duration.ofMillis(20));
  private static final FetchHistory SLOW = FetchHistory.NONE.succeeded(NOON, Duration.ofMillis(30));
  private static final FetchHistory ILL = WELL.failed(NOON.plusSeconds(1), "away");

  @Test
  void isUnknownUntilSomebodyAsks() {
    assertThat(FetchHistory.NONE.isWell()).isEmpty();
    assertThat(WELL.isWell()).contains(true);
    assertThat(FetchHistory.NONE.failed(NOON, "away").isWell()).contains(false);
  }

  @Test
  void theLaterOfSuccessAndFailureCounts() {
    assertThat(ILL.isWell()).contains(false);
    assertThat(ILL.lastSuccess()).contains(NOON);
    assertThat(ILL.succeeded(NOON.plusSeconds(2), Duration.ZERO).isWell()).contains(true);
  }

  @Test
  void successInTheMomentOfAFailureCountsAsTheLater() {
    assertThat(
            FetchHistory.NONE.failed(NOON, "away").succeeded(NOON, Duration.ofMillis(1)).isWell())
        .contains(true);
  }

  @Test
  void twoAreAsIllAsTheIllOneAndAsSlowAsTheSlowOne() {
    assertThat(WELL.and(ILL)).isEqualTo(ILL);
    assertThat(ILL.and(WELL)).isEqualTo(ILL);
    assertThat(WELL.and(SLOW)).isEqualTo(SLOW);
    assertThat(SLOW.and(WELL)).isEqualTo(SLOW);
    assertThat(FetchHistory.NONE.and(WELL)).isEqualTo(WELL);
    assertThat(WELL.and(FetchHistory.NONE)).isEqualTo(WELL);
  }
}
