package io.azimuth.bootstrap.command.client.session;

import picocli.CommandLine.ExitCode;

/** How commands of the client end. */
public final class ClientExitCodes {

  /** There is nothing there, or the server is sealed; the Vault command line says 2 as well. */
  public static final int ABSENT = ExitCode.USAGE;

  private ClientExitCodes() {}
}
