package io.azimuth.domain.hcl;

/** The alphabet of unquoted words: ASCII only. */
final class Identifiers {

  private Identifiers() {}

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Reads a word; the cursor is at its first letter. */
  static String read(SourceText source) {
    int start = source.offset();
    while (isPart(source.peek())) {
      source.next();
    }
    return source.since(start);
  }

  private static boolean isPart(char c) {
    return isLetter(c) || isDigit(c) || c == '-' || c == '.';
  }
}
