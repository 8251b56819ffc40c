package io.azimuth.domain.text;

/**
 * Folds the letters A to Z and nothing else.
 *
 * <p>Azure compares its names without regard to ASCII case. {@link String#equalsIgnoreCase} folds
 * more letters: it takes {@code ſ} for {@code s} and the Kelvin sign for {@code k}, which would
 * make two different names equal.
 */
public final class AsciiCase {

  private AsciiCase() {}

  /** The text with A to Z in lower case and every other character as it was. */
  public static String fold(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUpper(text.charAt(i))) {
        return foldFrom(text, i);
      }
    }
    return text;
  }

  /** Whether both texts are the same once A to Z are folded. */
  public static boolean equal(String left, String right) {
    if (left.length() != right.length()) {
      return false;
    }
    for (int i = 0; i < left.length(); i++) {
      if (fold(left.charAt(i)) != fold(right.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String foldFrom(String text, int first) {
    char[] folded = text.toCharArray();
    for (int i = first; i < folded.length; i++) {
      folded[i] = fold(folded[i]);
    }
    return new String(folded);
  }

  private static char fold(char c) {
    return isUpper(c) ? (char) (c + ('a' - 'A')) : c;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
