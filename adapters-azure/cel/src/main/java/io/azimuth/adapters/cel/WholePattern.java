package io.azimuth.adapters.cel;

/** Whether a pattern can only match a whole text: CEL's {@code matches} finds parts otherwise. */
final class WholePattern {

  /** What can follow a part; one after {@code ^} makes it optional. */
  private static final String REPEATS = "*+?{";

  private final String text;
  private int at;
  private int depth;

  private WholePattern(String text) {
    this.text = text;
  }

  /**
   * Whether the pattern begins with {@code ^}, which is not repeated, ends with {@code $}, and has
   * each {@code |} within parentheses. Flags and {@code \Q} would change what these characters
   * mean, so a pattern with them is not whole.
   */
  static boolean isWhole(String text) {
    return text.length() >= 2
        && text.startsWith("^")
        && REPEATS.indexOf(text.charAt(1)) < 0
        && text.endsWith("$")
        && !text.contains("\\Q")
        && !text.replace("(?:", "").contains("(?")
        && new WholePattern(text).isWholeInside();
  }

  private boolean isWholeInside() {
    boolean lastIsEscaped = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      lastIsEscaped = false;
      if (c == '\\') {
        at++;
        lastIsEscaped = true;
      } else if (c == '[') {
        at = CharacterClass.end(text, at);
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '|' && depth == 0) {
        return false;
      }
      at++;
    }
    return !lastIsEscaped;
  }
}
