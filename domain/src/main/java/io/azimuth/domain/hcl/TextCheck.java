package io.azimuth.domain.hcl;

/** Refuses characters that no text may hold, before anything is read. */
final class TextCheck {

  private TextCheck() {}

  static void refuseUnsafe(String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      } else if (isSurrogatePair(text, i)) {
        i++;
      } else if (isUnsafe(text, i)) {
        throw new HclSyntaxException(new Position(line, i - lineStart + 1), complaint(c));
      }
    }
  }

  /** Whether a character made by an escape may be part of a text. */
  static boolean allowedInText(int codePoint) {
    return Character.isValidCodePoint(codePoint)
        && !isForbiddenControl(codePoint)
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }

  private static boolean isUnsafe(String text, int at) {
    char c = text.charAt(at);
    if (c == '\r') {
      return at + 1 == text.length() || text.charAt(at + 1) != '\n';
    }
    return Character.isSurrogate(c) || isForbiddenControl(c) || isBidiOverride(c);
  }

  private static boolean isForbiddenControl(int c) {
    return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
  }

  /** Such characters show a reviewer another text than the one that is read. */
  private static boolean isBidiOverride(char c) {
    return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  }

  private static boolean isSurrogatePair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static String complaint(char c) {
    if (Character.isSurrogate(c)) {
      return "half of a surrogate pair";
    }
    return c == '\r'
        ? "a carriage return without a line feed"
        : String.format("the control character U+%04X", (int) c);
  }
}
