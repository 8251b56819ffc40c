package io.azimuth.domain.rotation.schedule;

import static io.azimuth.domain.rotation.schedule.Timetables.at;
import static io.azimuth.domain.rotation.schedule.Timetables.daily;
import static io.azimuth.domain.rotation.schedule.Timetables.everyMinute;
import static io.azimuth.domain.rotation.schedule.Timetables.minutes;
import static io.azimuth.domain.rotation.schedule.Timetables.onLeapDays;
import static io.azimuth.domain.rotation.schedule.Timetables.threeTimesADay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduledRotationTest {

  private static final Instant SET = at("2026-11-25T18:00:00Z");

  @Test
  void rotatesOnceADayForFourYears() {
    Driver driver = new Driver(schedule(daily("12:00"), Duration.ZERO), SET);

    driver.run(SET, at("2030-11-25T18:00:00Z"), minutes(7));

    assertThat(driver.successes).hasSize(4 * 365 + 1); // 2028 has a leap day
    assertThat(driver.missed).isEmpty();
    assertThat(driver.successes)
        .allSatisfy(
            time -> assertThat(time).isBetween(noonOf(time), noonOf(time).plus(minutes(7))));
  }

  @Test
  void rotatesOnLeapDaysOnly() {
    Driver driver = new Driver(schedule(onLeapDays("00:00"), Duration.ofHours(1)), SET);

    driver.run(SET, at("2041-01-01T00:00:00Z"), minutes(30));

    assertThat(driver.successes)
        .containsExactly(
            at("2028-02-29T00:00:00Z"),
            at("2032-02-29T00:00:00Z"),
            at("2036-02-29T00:00:00Z"),
            at("2040-02-29T00:00:00Z"));
  }

  @Test
  void isIdleUntilTheFirstMomentAfterItWasSet() {
    assertThat(step(daily("18:00"), Duration.ZERO, state(), SET).verdict())
        .isEqualTo(new TimetableVerdict.Idle(at("2026-11-26T18:00:00Z")));
  }

  @Test
  void isDueFromTheVeryMomentOn() {
    Timetable plan = schedule(daily("18:00"), Duration.ofHours(1));

    assertThat(plan.step(state(), at("2026-11-26T17:59:59.999Z")).verdict())
        .isEqualTo(new TimetableVerdict.Idle(at("2026-11-26T18:00:00Z")));
    assertThat(plan.step(state(), at("2026-11-26T18:00:00Z")).verdict())
        .isEqualTo(
            new TimetableVerdict.Due(
                at("2026-11-26T18:00:00Z"), Optional.of(at("2026-11-26T19:00:00Z"))));
  }

  @Test
  void windowOverMidnightIsOpenUntilItsLastMillisecond() {
    TimetableStep step =
        step(daily("23:30"), Duration.ofHours(1), state(), at("2026-11-26T00:29:59.999Z"));

    assertThat(step.verdict())
        .isEqualTo(
            new TimetableVerdict.Due(
                at("2026-11-25T23:30:00Z"), Optional.of(at("2026-11-26T00:30:00Z"))));
    assertThat(step.missed()).isEmpty();
  }

  @Test
  void windowThatClosedOverMidnightIsSkippedAndReportedOnce() {
    Timetable plan = schedule(daily("23:30"), Duration.ofHours(1));
    TimetableStep step = plan.step(state(), at("2026-11-26T00:30:00Z"));

    assertThat(step.verdict()).isEqualTo(new TimetableVerdict.Idle(at("2026-11-26T23:30:00Z")));
    assertThat(step.missed())
        .contains(new MissedWindows(at("2026-11-25T23:30:00Z"), at("2026-11-25T23:30:00Z"), 1, 0));
    assertThat(plan.step(step.state(), at("2026-11-26T00:31:00Z")).missed()).isEmpty();
  }

  @Test
  void withoutAWindowItStaysDueUntilTheNextMoment() {
    assertThat(step(daily("12:00"), Duration.ZERO, state(), at("2026-11-27T11:59:59Z")).verdict())
        .isEqualTo(
            new TimetableVerdict.Due(
                at("2026-11-26T12:00:00Z"), Optional.of(at("2026-11-27T12:00:00Z"))));
  }

  @Test
  void windowEndsWhenTheNextOneOpens() {
    assertThat(
            step(threeTimesADay(), Duration.ofHours(5), state(), at("2026-11-26T12:10:00Z"))
                .verdict())
        .isEqualTo(
            new TimetableVerdict.Due(
                at("2026-11-26T12:00:00Z"), Optional.of(at("2026-11-26T13:00:00Z"))));
  }

  @Test
  void failuresAreRetriedFurtherAndFurtherApartInsideTheWindowAndNotBeyond() {
    Driver driver =
        new Driver(schedule(daily("12:00"), Duration.ofHours(1)), SET)
            .whereAzureIsWell(time -> time.isAfter(at("2026-11-27T00:00:00Z")));

    driver.run(SET, at("2026-11-27T18:00:00Z"), minutes(1));

    assertThat(driver.attempts)
        .containsExactly(
            at("2026-11-26T12:00:00Z"),
            at("2026-11-26T12:01:00Z"),
            at("2026-11-26T12:03:00Z"),
            at("2026-11-26T12:07:00Z"),
            at("2026-11-26T12:15:00Z"),
            at("2026-11-26T12:31:00Z"),
            at("2026-11-27T12:00:00Z"));
    assertThat(driver.missed)
        .containsExactly(
            new MissedWindows(at("2026-11-26T12:00:00Z"), at("2026-11-26T12:00:00Z"), 1, 6));
    assertThat(driver.successes).containsExactly(at("2026-11-27T12:00:00Z"));
  }

  @Test
  void afterTheLastFailureItSaysWhenTheNextWindowOpens() {
    TimetableState failed = state();
    for (String time : List.of("12:00", "12:01", "12:03", "12:07", "12:15", "12:31")) {
      failed = failed.attempted(at("2026-11-26T" + time + ":00Z"));
    }

    assertThat(
            step(daily("12:00"), Duration.ofHours(1), failed, at("2026-11-26T12:40:00Z")).verdict())
        .isEqualTo(new TimetableVerdict.Idle(at("2026-11-27T12:00:00Z")));
  }

  @Test
  void longestPauseBetweenAttemptsIsAnHour() {
    Driver driver =
        new Driver(schedule(daily("12:00"), Duration.ZERO), SET).whereAzureIsWell(time -> false);

    driver.run(SET, at("2026-11-27T11:59:00Z"), minutes(1));

    assertThat(driver.attempts.subList(6, 9))
        .containsExactly(
            at("2026-11-26T13:03:00Z"), at("2026-11-26T14:03:00Z"), at("2026-11-26T15:03:00Z"));
  }

  @Test
  void restartInTheMiddleGoesOnWhereItWas() {
    TimetableState attempted = state().attempted(at("2026-11-26T12:00:00Z"));
    Timetable plan = schedule(daily("12:00"), Duration.ofHours(1));

    assertThat(plan.step(attempted, at("2026-11-26T12:00:30Z")).verdict())
        .isEqualTo(new TimetableVerdict.Retry(at("2026-11-26T12:01:00Z")));
    assertThat(plan.step(attempted, at("2026-11-26T12:01:00Z")).verdict())
        .isInstanceOf(TimetableVerdict.Due.class);
  }

  @Test
  void rotationByHandInsideTheWindowSettlesIt() {
    TimetableState byHand = state().succeeded(at("2026-11-26T12:10:00Z"));

    assertThat(
            step(daily("12:00"), Duration.ofHours(1), byHand, at("2026-11-26T12:11:00Z")).verdict())
        .isEqualTo(new TimetableVerdict.Idle(at("2026-11-27T12:00:00Z")));
  }

  @Test
  void rotationByHandBeforeTheWindowDoesNot() {
    TimetableState byHand = state().succeeded(at("2026-11-26T11:59:59Z"));

    assertThat(
            step(daily("12:00"), Duration.ofHours(1), byHand, at("2026-11-26T12:00:00Z")).verdict())
        .isInstanceOf(TimetableVerdict.Due.class);
  }

  @Test
  void everyMinuteWhileOneRotationTakesLonger() {
    Driver driver = new Driver(schedule(everyMinute(), Duration.ZERO), SET, Duration.ofSeconds(75));

    driver.run(SET, at("2026-11-25T18:08:00Z"), Duration.ofSeconds(15));

    assertThat(driver.attempts)
        .containsExactly(
            at("2026-11-25T18:01:00Z"),
            at("2026-11-25T18:03:00Z"),
            at("2026-11-25T18:05:00Z"),
            at("2026-11-25T18:07:00Z"));
    assertThat(driver.missed).isEmpty();
  }

  @Test
  void afterYearsAwayItRotatesOnceAndReportsWhatItMissedWithoutCountingEveryMinute() {
    AtomicInteger asked = new AtomicInteger();
    FiringTimes times =
        after -> {
          asked.incrementAndGet();
          return everyMinute().next(after);
        };

    TimetableStep step = step(times, Duration.ZERO, state(), at("2036-11-25T18:00:30Z"));

    assertThat(step.missed())
        .contains(
            new MissedWindows(
                at("2026-11-25T18:01:00Z"), at("2036-11-25T17:59:00Z"), MissedWindows.MOST, 0));
    assertThat(step.verdict())
        .isEqualTo(
            new TimetableVerdict.Due(
                at("2036-11-25T18:00:00Z"), Optional.of(at("2036-11-25T18:01:00Z"))));
    assertThat(asked).hasValueLessThan(200);
  }

  @Test
  void threeDaysAwayAreThreeMissedWindows() {
    TimetableStep step =
        step(daily("12:00"), Duration.ofHours(1), state(), at("2026-11-28T18:00:00Z"));

    assertThat(step.missed())
        .contains(new MissedWindows(at("2026-11-26T12:00:00Z"), at("2026-11-28T12:00:00Z"), 3, 0));
    assertThat(step.verdict()).isEqualTo(new TimetableVerdict.Idle(at("2026-11-29T12:00:00Z")));
  }

  @Test
  void clockThatGoesBackALittleRotatesNotTwice() {
    TimetableState done = state().succeeded(at("2026-11-26T12:00:07Z"));

    assertThat(step(daily("12:00"), Duration.ZERO, done, at("2026-11-26T11:59:30Z")).verdict())
        .isEqualTo(new TimetableVerdict.Idle(at("2026-11-27T12:00:00Z")));
  }

  @Test
  void clockThatWasYearsAheadDoesNotStopRotationsForYears() {
    Driver driver = new Driver(schedule(daily("12:00"), Duration.ZERO), SET);
    driver.run(at("2040-01-01T11:59:00Z"), at("2040-01-01T12:01:00Z"), minutes(1));

    driver.run(at("2026-11-26T09:00:00Z"), at("2026-11-27T13:00:00Z"), minutes(1));

    assertThat(driver.successes).endsWith(at("2026-11-26T12:00:00Z"), at("2026-11-27T12:00:00Z"));
  }

  @Test
  void planThatBeginsAgainForgetsWhatIsPast() {
    TimetableState away = state().attempted(at("2026-11-26T12:00:00Z"));

    TimetableStep step =
        step(
            daily("12:00"),
            Duration.ofHours(1),
            away.begunAgain(at("2026-12-24T12:30:00Z")),
            at("2026-12-24T12:31:00Z"));

    assertThat(step.missed()).isEmpty();
    assertThat(step.verdict()).isEqualTo(new TimetableVerdict.Idle(at("2026-12-25T12:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3_599})
  void windowShorterThanAnHourIsNone(long seconds) {
    assertThatThrownBy(() -> schedule(everyMinute(), Duration.ofSeconds(seconds)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window is zero or at least an hour");
    assertThat(ScheduledRotation.isWindow(Duration.ofHours(1))).isTrue();
  }

  private static Timetable schedule(FiringTimes times, Duration window) {
    return new ScheduledRotation(times, window);
  }

  private static TimetableStep step(
      FiringTimes times, Duration window, TimetableState state, Instant now) {
    return schedule(times, window).step(state, now);
  }

  private static TimetableState state() {
    return TimetableState.beginning(SET);
  }

  private static Instant noonOf(Instant day) {
    return at(day.toString().substring(0, 10) + "T12:00:00Z");
  }
}
