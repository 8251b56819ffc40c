package io.azimuth.bootstrap.command.client.azure.setup;

import java.util.regex.Pattern;

/** Words for a POSIX shell. */
final class ShellWord {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_./:@%+,-]+");

  private ShellWord() {}

  /** The text as one word that the shell does not change: as it is, or in single quotes. */
  static String of(String text) {
    String plain = PlainLine.require(text);
    return SAFE.matcher(plain).matches() && !plain.startsWith("-")
        ? plain
        : "'" + plain.replace("'", "'\\''") + "'";
  }
}
