package io.azimuth.bootstrap.imports.rule;

/** Words of a command line that an operator pastes into a shell. */
public final class ShellWord {

  private static final String PLAIN = "[A-Za-z0-9_./:,=@%+-]+";

  private ShellWord() {}

  /** The text as one word, in quotes if a shell would not take it as it is. */
  public static String of(String text) {
    return text.matches(PLAIN) ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
