package io.azimuth.bootstrap.client;

/** What a server sent, made harmless for a terminal: whoever names a token does not steer it. */
public final class Printable {

  private Printable() {}

  /** The text with control and format characters, but line ends and tabs, as {@code \\uXXXX}. */
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
