package io.azimuth.bootstrap.command.client;

import picocli.CommandLine.ExitCode;

/** How commands of the client end. */
final class Outcomes {

  /** There is nothing there, or the server is sealed; the Vault command line says 2 as well. */
  static final int ABSENT = ExitCode.USAGE;

  private Outcomes() {}
}
