package io.azimuth.bootstrap.command.line;

import picocli.CommandLine.Option;

/** The help option; mixed into every command. */
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
