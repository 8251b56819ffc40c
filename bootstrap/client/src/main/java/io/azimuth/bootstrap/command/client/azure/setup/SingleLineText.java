package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.Printable;

/** Texts that fit into one line. */
final class SingleLineText {

  private SingleLineText() {}

  /** Whether the text has a line end, another control character, or a character that hides. */
  static boolean isPlain(String text) {
    return Printable.of(text).equals(text) && text.indexOf('\n') < 0 && text.indexOf('\t') < 0;
  }

  /**
   * The text.
   *
   * @throws ClientException when it is not plain
   */
  static String require(String text) {
    if (!isPlain(text)) {
      throw new ClientException("a value has a line end or a control character: " + shown(text));
    }
    return text;
  }

  /** The text for a comment, with escapes for what does not fit into one line. */
  static String shown(String text) {
    return Printable.of(text).replace("\n", "\\u000a").replace("\t", "\\u0009");
  }
}
