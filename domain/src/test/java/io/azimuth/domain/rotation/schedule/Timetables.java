package io.azimuth.domain.rotation.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Firing times that are simple enough to be right by looking at them. */
final class Timetables {

  private Timetables() {}

  static Instant at(String text) {
    return Instant.parse(text);
  }

  static FiringTimes everyMinute() {
    return after -> after.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
  }

  static FiringTimes daily(String time) {
    return onDays(day -> true, time);
  }

  static FiringTimes onLeapDays(String time) {
    return onDays(day -> day.getMonthValue() == 2 && day.getDayOfMonth() == 29, time);
  }

  /** Hour after hour, three hours long, at noon of every day. */
  static FiringTimes threeTimesADay() {
    FiringTimes one = daily("12:00");
    FiringTimes two = daily("13:00");
    FiringTimes three = daily("14:00");
    return after -> earliest(one.next(after), earliest(two.next(after), three.next(after)));
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static FiringTimes onDays(Predicate<LocalDate> fires, String time) {
    NavigableSet<Instant> all =
        LocalDate.parse("2026-01-01")
            .datesUntil(LocalDate.parse("2049-01-01"))
            .filter(fires)
            .map(day -> day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC))
            .collect(Collectors.toCollection(TreeSet::new));
    return all::higher;
  }

  static Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }
}
