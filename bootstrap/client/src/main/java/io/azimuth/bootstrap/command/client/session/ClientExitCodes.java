package io.azimuth.bootstrap.command.client.session;

import picocli.CommandLine.ExitCode;

public final class ClientExitCodes {

  /** The path is empty or the server is sealed. The Vault command line also uses 2 for this. */
  public static final int ABSENT = ExitCode.USAGE;

  private ClientExitCodes() {}
}
