package io.azimuth.bootstrap.client;

/** Makes text from a server safe to print: it cannot send control sequences to the terminal. */
public final class Printable {

  private Printable() {}

  /**
   * The text with control and format characters, except line ends and tabs, written as {@code
   * \\uXXXX}.
   */
  public static String of(String text) {
    StringBuilder made = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (isHarmless(letter)) {
        made.append(letter);
      } else {
        made.append(String.format("\\u%04x", (int) letter));
      }
    }
    return made.toString();
  }

  private static boolean isHarmless(char letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL -> letter == '\n' || letter == '\t';
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
