package io.azimuth.domain.text;

/**
 * External text escaped for a sentence: control characters cannot forge a log line, and a long
 * value cannot fill it.
 */
public final class Quoted {

  /** How much of a text is shown, in characters. */
  public static final int MAX_LENGTH = 256;

  private Quoted() {}

  /** The text escaped, cut and in double quotes. */
  public static String of(String text) {
    return '"' + escape(text) + '"';
  }

  /** The text escaped and cut, without quotes. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().limit(MAX_LENGTH).forEach(c -> append(escaped, c));
    return text.codePointCount(0, text.length()) > MAX_LENGTH
        ? escaped.append('…').toString()
        : escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '"', '\\' -> escaped.append('\\').appendCodePoint(c);
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      default -> {
        if (isVisible(c)) {
          escaped.appendCodePoint(c);
        } else {
          escaped.append(String.format("\\u%04x", c));
        }
      }
    }
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
