package io.azimuth.application.kv;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads what {@link Instant#toString} wrote. The JDK's parser takes any form of ISO 8601, and was a
 * tenth of what a read of a secret allocated.
 */
final class StoredInstant {

  private static final int SECONDS_LENGTH = "2026-11-28T12:00:00".length();
  private static final int SECONDS_A_DAY = 86_400;
  private static final String SEPARATORS = "0000-00-00T00:00:00";

  private StoredInstant() {}

  /**
   * The instant.
   *
   * @throws java.time.DateTimeException when the text is none
   */
  static Instant parse(String text) {
    int end = text.length() - 1;
    if (!isUsual(text, end)) {
      return Instant.parse(text); // years of five digits, and what is damaged
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECONDS_LENGTH);
    if (hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    int nanos = 0;
    for (int i = SECONDS_LENGTH + 1; i <= SECONDS_LENGTH + 9; i++) {
      nanos = nanos * 10 + (i < end ? text.charAt(i) - '0' : 0);
    }
    return Instant.ofEpochSecond(
        day * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second, nanos);
  }

  private static boolean isUsual(String text, int end) {
    if (end < SECONDS_LENGTH || end > SECONDS_LENGTH + 10 || text.charAt(end) != 'Z') {
      return false;
    }
    for (int i = 0; i < SECONDS_LENGTH; i++) {
      char expected = SEPARATORS.charAt(i);
      if (expected == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != expected) {
        return false;
      }
    }
    for (int i = SECONDS_LENGTH + 1; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    boolean hasFraction = text.charAt(SECONDS_LENGTH) == '.' && end > SECONDS_LENGTH + 1;
    return end == SECONDS_LENGTH || hasFraction;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
