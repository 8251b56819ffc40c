package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.bootstrap.imports.rule.ShellWord;

/** Texts of a POSIX shell. */
final class ShellText {

  private ShellText() {}

  /** The text as one word that the shell does not change. */
  static String of(String text) {
    return ShellWord.of(SingleLineText.require(text));
  }
}
