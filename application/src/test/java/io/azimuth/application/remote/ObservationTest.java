package io.azimuth.application.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservationTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Observation WELL = Observation.NONE.succeeded(NOON, Duration.ofMillis(20));
  private static final Observation SLOW = Observation.NONE.succeeded(NOON, Duration.ofMillis(30));
  private static final Observation ILL = WELL.failed(NOON.plusSeconds(1), "away");

  @Test
  void isUnknownUntilSomebodyAsks() {
    assertThat(Observation.NONE.isWell()).isEmpty();
    assertThat(WELL.isWell()).contains(true);
    assertThat(Observation.NONE.failed(NOON, "away").isWell()).contains(false);
  }

  @Test
  void theLaterOfSuccessAndFailureCounts() {
    assertThat(ILL.isWell()).contains(false);
    assertThat(ILL.lastSuccess()).contains(NOON);
    assertThat(ILL.succeeded(NOON.plusSeconds(2), Duration.ZERO).isWell()).contains(true);
  }

  @Test
  void successInTheMomentOfAFailureCountsAsTheLater() {
    assertThat(Observation.NONE.failed(NOON, "away").succeeded(NOON, Duration.ofMillis(1)).isWell())
        .contains(true);
  }

  @Test
  void twoAreAsIllAsTheIllOneAndAsSlowAsTheSlowOne() {
    assertThat(WELL.and(ILL)).isEqualTo(ILL);
    assertThat(ILL.and(WELL)).isEqualTo(ILL);
    assertThat(WELL.and(SLOW)).isEqualTo(SLOW);
    assertThat(SLOW.and(WELL)).isEqualTo(SLOW);
    assertThat(Observation.NONE.and(WELL)).isEqualTo(WELL);
    assertThat(WELL.and(Observation.NONE)).isEqualTo(WELL);
  }
}
