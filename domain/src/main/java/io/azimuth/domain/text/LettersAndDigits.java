package io.azimuth.domain.text;

/**
 * Texts of ASCII letters and digits. Written by hand and not as patterns, because each request
 * checks several of them: a pattern took a twentieth of the read of a secret.
 */
public final class LettersAndDigits {

  private LettersAndDigits() {}

  /** Whether the text has only letters, digits and these other characters. An empty one has. */
  public static boolean fill(String text, String others) {
    for (int i = 0; i < text.length(); i++) {
      if (!isOne(text.charAt(i)) && others.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOne(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
