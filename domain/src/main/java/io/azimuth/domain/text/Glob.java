package io.azimuth.domain.text;

/**
 * Patterns in which {@code *} matches any text, also the empty one, and nothing else is special.
 */
public final class Glob {

  private Glob() {}

  /** Whether the whole text has the form of the pattern. Takes time in proportion to both. */
  public static boolean matches(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    String first = parts[0];
    String last = parts[parts.length - 1];
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    int at = first.length();
    int end = text.length() - last.length();
    for (int i = 1; i < parts.length - 1; i++) { // the leftmost match always suffices
      int found = text.indexOf(parts[i], at);
      if (found < 0 || found + parts[i].length() > end) {
        return false;
      }
      at = found + parts[i].length();
    }
    return true;
  }
}
