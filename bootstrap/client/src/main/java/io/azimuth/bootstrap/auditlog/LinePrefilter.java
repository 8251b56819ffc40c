package io.azimuth.bootstrap.auditlog;

import io.azimuth.domain.text.AsciiCase;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that a line must contain if its record is to match. Looking for it costs far less than
 * reading the JSON. Letter case is ignored, so a line too many may be read, but none too few.
 */
final class LinePrefilter {

  /** What no writer of JSON escapes. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]+");

  private final byte[] lower;
  private final byte first;
  private final byte firstUpper;

  private LinePrefilter(String plain) {
    this.lower = AsciiCase.fold(plain).getBytes(StandardCharsets.US_ASCII);
    this.first = lower.length == 0 ? 0 : lower[0];
    this.firstUpper = isLower(first) ? (byte) (first - 32) : first;
  }

  /** The longest part of the text that is in a line unchanged; may be empty. */
  static LinePrefilter of(String text) {
    String longest = "";
    Matcher part = PLAIN.matcher(text);
    while (part.find()) {
      longest = part.group().length() > longest.length() ? part.group() : longest;
    }
    return new LinePrefilter(longest);
  }

  boolean isIn(byte[] bytes, int from, int to) {
    if (lower.length == 0) {
      return true;
    }
    int last = to - lower.length;
    for (int at = from; at <= last; at++) {
      byte b = bytes[at];
      if ((b == first || b == firstUpper) && isAt(bytes, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(byte[] bytes, int at) {
    for (int i = 1; i < lower.length; i++) {
      byte b = bytes[at + i];
      if (b != lower[i] && (b < 'A' || b > 'Z' || b + 32 != lower[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLower(byte b) {
    return b >= 'a' && b <= 'z';
  }
}
