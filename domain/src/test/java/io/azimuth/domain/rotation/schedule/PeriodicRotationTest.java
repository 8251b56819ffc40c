package io.azimuth.domain.rotation.schedule;

import static io.azimuth.domain.rotation.schedule.Timetables.at;
import static io.azimuth.domain.rotation.schedule.Timetables.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeriodicRotationTest {

  private static final Instant SET = at("2026-11-25T18:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Timetable PLAN = new PeriodicRotation(MONTH);

  @Test
  void countsFromWhenItWasSet() {
    assertThat(verdict(TimetableState.beginning(SET), "2026-12-25T17:59:59.999Z"))
        .isEqualTo(new TimetableVerdict.Idle(at("2026-12-25T18:00:00Z")));
    assertThat(verdict(TimetableState.beginning(SET), "2026-12-25T18:00:00Z"))
        .isEqualTo(new TimetableVerdict.Due(at("2026-12-25T18:00:00Z"), Optional.empty()));
  }

  @Test
  void countsFromTheLastSuccess() {
    TimetableState state = TimetableState.beginning(SET).succeeded(at("2026-12-01T00:00:00Z"));

    assertThat(verdict(state, "2026-12-30T23:59:59Z"))
        .isEqualTo(new TimetableVerdict.Idle(at("2026-12-31T00:00:00Z")));
  }

  @Test
  void countsFromWhenItWasSwitchedOnAgain() {
    TimetableState state =
        TimetableState.beginning(SET)
            .succeeded(at("2026-12-01T00:00:00Z"))
            .begunAgain(at("2027-06-01T00:00:00Z"));

    assertThat(verdict(state, "2027-06-01T00:00:01Z"))
        .isEqualTo(new TimetableVerdict.Idle(at("2027-07-01T00:00:00Z")));
  }

  @Test
  void rotatesAPeriodAfterEachSuccessForYears() {
    Driver driver = new Driver(PLAN, SET);

    driver.run(SET, at("2036-11-25T18:00:00Z"), minutes(10));

    assertThat(driver.successes).hasSize(3_653 / 30);
    for (int i = 1; i < driver.successes.size(); i++) {
      assertThat(Duration.between(driver.successes.get(i - 1), driver.successes.get(i)))
          .isEqualTo(MONTH);
    }
  }

  @Test
  void failuresAreRetriedUntilOneSucceedsAndThePeriodCountsFromThere() {
    Driver driver =
        new Driver(PLAN, SET).whereAzureIsWell(time -> time.isAfter(at("2026-12-25T22:00:00Z")));

    driver.run(SET, at("2027-01-25T00:00:00Z"), minutes(1));

    assertThat(driver.attempts)
        .containsExactly(
            at("2026-12-25T18:00:00Z"),
            at("2026-12-25T18:01:00Z"),
            at("2026-12-25T18:03:00Z"),
            at("2026-12-25T18:07:00Z"),
            at("2026-12-25T18:15:00Z"),
            at("2026-12-25T18:31:00Z"),
            at("2026-12-25T19:03:00Z"),
            at("2026-12-25T20:03:00Z"),
            at("2026-12-25T21:03:00Z"),
            at("2026-12-25T22:03:00Z"),
            at("2027-01-24T22:03:00Z"));
    assertThat(driver.missed).isEmpty();
  }

  @Test
  void waitsBetweenAttemptsAcrossARestart() {
    TimetableState failed =
        TimetableState.beginning(SET)
            .attempted(at("2026-12-25T18:00:00Z"))
            .attempted(at("2026-12-25T18:01:00Z"));

    assertThat(verdict(failed, "2026-12-25T18:02:59Z"))
        .isEqualTo(new TimetableVerdict.Retry(at("2026-12-25T18:03:00Z")));
  }

  @Test
  void afterYearsAwayOneRotationIsDue() {
    Driver driver = new Driver(PLAN, SET);

    driver.run(at("2031-01-01T00:00:00Z"), at("2031-01-01T01:00:00Z"), minutes(1));

    assertThat(driver.successes).containsExactly(at("2031-01-01T00:00:00Z"));
    assertThat(driver.missed).isEmpty();
  }

  @Test
  void clockThatWasYearsAheadDoesNotStopRotationsForYears() {
    TimetableState state = TimetableState.beginning(SET).succeeded(at("2040-01-01T00:00:00Z"));

    TimetableStep step = PLAN.step(state, at("2026-12-01T00:00:00Z"));

    assertThat(step.verdict()).isEqualTo(new TimetableVerdict.Idle(at("2026-12-31T00:00:00Z")));
    assertThat(PLAN.step(step.state(), at("2026-12-31T00:00:00Z")).verdict())
        .isInstanceOf(TimetableVerdict.Due.class);
  }

  @Test
  void noPlanNeverDoesAnything() {
    TimetableStep step = new NoRotation().step(TimetableState.beginning(SET), SET.plus(MONTH));

    assertThat(step.verdict()).isEqualTo(new TimetableVerdict.Off());
    assertThat(step.verdict().next()).isEmpty();
  }

  @Test
  void periodOfNothingIsNone() {
    assertThatThrownBy(() -> new PeriodicRotation(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a period has at least a second");
  }

  private static TimetableVerdict verdict(TimetableState state, String now) {
    return PLAN.step(state, at(now)).verdict();
  }
}
