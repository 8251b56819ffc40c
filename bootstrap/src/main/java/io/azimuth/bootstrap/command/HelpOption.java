package io.azimuth.bootstrap.command;

import picocli.CommandLine.Option;

/** Mixed into every command. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean requested;

  boolean requested() {
    return requested;
  }
}
