package io.azimuth.domain.policy;

/**
 * One spelling for each number. An exponent is never expanded, because {@code 1e1000000000} would
 * take a gigabyte.
 */
final class DecimalForm {

  /** Longer exponents are compared as they are written. */
  private static final int MAX_EXPONENT_DIGITS = 15;

  private DecimalForm() {}

  /** Sign, digits without zeros at either end, exponent; the text itself if it has no such form. */
  static String of(String number) {
    int mark = Math.max(number.indexOf('e'), number.indexOf('E'));
    String exponent = mark < 0 ? "0" : number.substring(mark + 1);
    if (exponent.length() > MAX_EXPONENT_DIGITS) {
      return number;
    }
    boolean negative = number.startsWith("-");
    String mantissa = number.substring(negative ? 1 : 0, mark < 0 ? number.length() : mark);
    int point = mantissa.indexOf('.');
    int fraction = point < 0 ? 0 : mantissa.length() - point - 1;
    String digits =
        point < 0 ? mantissa : mantissa.substring(0, point) + mantissa.substring(point + 1);
    return normal(negative, digits, exponentOf(exponent) - fraction);
  }

  private static String normal(boolean negative, String digits, long exponent) {
    int start = 0;
    int end = digits.length();
    while (start < end && digits.charAt(start) == '0') {
      start++;
    }
    while (end > start && digits.charAt(end - 1) == '0') {
      end--;
    }
    if (start == end) {
      return "0";
    }
    long moved = exponent + digits.length() - end;
    return (negative ? "-" : "") + digits.substring(start, end) + "e" + moved;
  }

  private static long exponentOf(String text) {
    return Long.parseLong(text.startsWith("+") ? text.substring(1) : text);
  }
}
