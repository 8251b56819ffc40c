package io.azimuth.bootstrap.command.line;

import io.azimuth.bootstrap.process.Console;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {

  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.out().println(RootCommand.Version.line());
  }
}
