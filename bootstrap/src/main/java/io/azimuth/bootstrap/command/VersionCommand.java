package io.azimuth.bootstrap.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azimuth version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {

  private final Console console;

  @Mixin private HelpOption help = new HelpOption();

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.out().println(RootCommand.Version.line());
  }
}
