package io.azimuth.domain.rotation.schedule;

import static io.azimuth.domain.rotation.schedule.Timetables.at;
import static io.azimuth.domain.rotation.schedule.Timetables.daily;
import static io.azimuth.domain.rotation.schedule.Timetables.everyMinute;
import static io.azimuth.domain.rotation.schedule.Timetables.onLeapDays;
import static io.azimuth.domain.rotation.schedule.Timetables.threeTimesADay;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiringTimesTest {

  @Test
  void latestIsTheLastOneUpToAndWithTheSecondMoment() {
    assertThat(threeTimesADay().latest(at("2026-01-01T12:00:00Z"), at("2026-11-25T13:00:00Z")))
        .contains(at("2026-11-25T13:00:00Z"));
    assertThat(threeTimesADay().latest(at("2026-01-01T12:00:00Z"), at("2026-11-25T12:59:59.999Z")))
        .contains(at("2026-11-25T12:00:00Z"));
  }

  @Test
  void latestIsNeverTheFirstMomentItself() {
    assertThat(daily("12:00").latest(at("2026-11-25T12:00:00Z"), at("2026-11-26T11:59:59Z")))
        .isEmpty();
  }

  @Test
  void latestIsNoneWhenTimeRunsBackwards() {
    assertThat(daily("12:00").latest(at("2026-11-25T12:00:00Z"), at("2025-11-25T12:00:00Z")))
        .isEmpty();
  }

  @Test
  void countsTheFiringsOfAWholeDayThatHasSome() {
    assertThat(everyMinute().perDay(at("2026-11-25T23:58:30Z"))).isEqualTo(1_440);
    assertThat(threeTimesADay().perDay(at("2026-11-25T13:30:00Z"))).isEqualTo(3);
    assertThat(onLeapDays("00:00").perDay(at("2026-11-25T13:30:00Z"))).isEqualTo(1);
  }
}
