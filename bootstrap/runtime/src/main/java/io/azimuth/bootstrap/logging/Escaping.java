package io.azimuth.bootstrap.logging;

/** Escapes text of unknown origin for the log. */
final class Escaping {

  private Escaping() {}

  /**
   * Escapes everything that could start a new line, move the cursor or change the writing
   * direction: such characters appear as {@code \n}, {@code \t} or {@code \}{@code u0000}.
   */
  static String plain(String text) {
    int first = firstUnsafe(text);
    if (first < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      append(out, text.charAt(i));
    }
    return out.toString();
  }

  /** The text, in double quotes if it is empty or has one of these characters. */
  static String unambiguous(String text, String ambiguous) {
    boolean bare = !text.isEmpty() && text.chars().noneMatch(c -> ambiguous.indexOf(c) >= 0);
    return bare ? plain(text) : '"' + plain(text).replace("\"", "\\\"") + '"';
  }

  private static int firstUnsafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Control and format characters, line and paragraph separators, and surrogates. */
  static boolean isUnsafe(char c) {
    if (c >= ' ' && c < 0x7f) {
      return c == '\\';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  private static void append(StringBuilder out, char c) {
    if (!isUnsafe(c)) {
      out.append(c);
      return;
    }
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> out.append("\\u%04x".formatted((int) c));
    }
  }
}
