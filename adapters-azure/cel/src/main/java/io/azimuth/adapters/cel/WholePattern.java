package io.azimuth.adapters.cel;

/** Whether a pattern can only match a whole text: CEL's {@code matches} finds parts otherwise. */
final class WholePattern {

  private final String text;
  private int at;
  private int depth;

  private WholePattern(String text) {
    this.text = text;
  }

  /**
   * Whether the pattern begins with {@code ^}, ends with {@code $}, and has each {@code |} within
   * parentheses. Flags and {@code \Q} would change what these characters mean, so a pattern with
   * them is not whole.
   */
  static boolean isWhole(String text) {
    return text.length() >= 2
        && text.startsWith("^")
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
        skipClass();
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

  // A ] that comes first in a class is one of its members.
  private void skipClass() {
    at++;
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == ']') {
      at++;
    }
    while (at < text.length() && text.charAt(at) != ']') {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.startsWith("[:", at)) {
        at = Math.max(at, text.indexOf(":]", at)) + 1;
      }
      at++;
    }
  }
}
