package io.azimuth.bootstrap.command.line;

import java.util.regex.Pattern;

/**
 * Accepts long options with one dash, as the Vault command line does, in addition to options with
 * two dashes.
 */
final class SingleDashOptions {

  private static final Pattern ONE = Pattern.compile("-[A-Za-z][A-Za-z-]+(=.*)?", Pattern.DOTALL);

  private SingleDashOptions() {}

  /**
   * The arguments with two dashes before each long option. Arguments after {@code --} stay as they
   * are.
   */
  static String[] doubled(String... arguments) {
    String[] read = arguments.clone();
    for (int i = 0; i < read.length && !read[i].equals("--"); i++) {
      if (ONE.matcher(read[i]).matches()) {
        read[i] = "-" + read[i];
      }
    }
    return read;
  }
}
