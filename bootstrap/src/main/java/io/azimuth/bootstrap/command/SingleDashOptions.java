package io.azimuth.bootstrap.command;

import java.util.regex.Pattern;

/**
 * Options of more than a letter with one dash, as the Vault command line writes them, are the same
 * with two.
 */
final class SingleDashOptions {

  private static final Pattern ONE = Pattern.compile("-[A-Za-z][A-Za-z-]+(=.*)?", Pattern.DOTALL);

  private SingleDashOptions() {}

  /** The arguments with two dashes where one was written; what follows {@code --} stays. */
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
