package io.azimuth.adapters.cron;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Reads unix cron in the simplest way, without any library: every field is the set of its values,
 * and every minute is tried.
 */
final class NaiveCron {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;
  private final boolean anyDayOfMonth;
  private final boolean anyDayOfWeek;

  NaiveCron(String schedule) {
    String[] fields = schedule.trim().split("\\s+", -1);
    minutes = values(fields[0], 0, 59);
    hours = values(fields[1], 0, 23);
    daysOfMonth = values(fields[2], 1, 31);
    months = values(fields[3], 1, 12);
    daysOfWeek = values(fields[4], 0, 7);
    if (daysOfWeek.get(7)) {
      daysOfWeek.set(0);
    }
    anyDayOfMonth = isAny(fields[2]);
    anyDayOfWeek = isAny(fields[4]);
  }

  Instant next(Instant after) {
    ZonedDateTime start = after.atZone(ZoneOffset.UTC);
    LocalDate day = start.toLocalDate();
    for (int days = 0; days < 9 * 366; days++) {
      if (firesOn(day)) {
        for (int minute = 0; minute < 24 * 60; minute++) {
          ZonedDateTime at = day.atTime(minute / 60, minute % 60).atZone(ZoneOffset.UTC);
          if (hours.get(minute / 60) && minutes.get(minute % 60) && at.isAfter(start)) {
            return at.toInstant();
          }
        }
      }
      day = day.plusDays(1);
    }
    throw new AssertionError("never fires");
  }

  private boolean firesOn(LocalDate day) {
    boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
    boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
    boolean either = !anyDayOfMonth && !anyDayOfWeek;
    return months.get(day.getMonthValue()) && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  private static boolean isAny(String field) {
    return field.equals("*") || field.equals("*/1");
  }

  private static BitSet values(String field, int least, int most) {
    BitSet values = new BitSet();
    for (String element : field.split(",", -1)) {
      String[] parts = element.split("/", -1);
      String[] ends = parts[0].split("-", -1);
      int from = parts[0].equals("*") ? least : number(ends[0]);
      int to = parts[0].equals("*") ? most : number(ends[ends.length - 1]);
      to = to < from && to == 0 ? 7 : to; // Sunday also ends a week
      if (parts.length == 2 && ends.length == 1 && !parts[0].equals("*")) {
        to = most; // N/step continues to the end
      }
      int step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }

  private static int number(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (MONTHS.contains(name)) {
      return MONTHS.indexOf(name) + 1;
    }
    return DAYS.contains(name) ? DAYS.indexOf(name) : Integer.parseInt(text);
  }
}
