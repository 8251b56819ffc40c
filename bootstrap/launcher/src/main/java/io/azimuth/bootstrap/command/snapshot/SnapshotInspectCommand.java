package io.azimuth.bootstrap.command.snapshot;

import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.snapshot.SnapshotFile;
import io.azimuth.bootstrap.snapshot.SnapshotText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = {
      "Read a snapshot to its end, check that it is whole, and print what it says of itself.",
      "Who made it is not checked: that takes the keys of the store, as restore does."
    })
final class SnapshotInspectCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Parameters(paramLabel = "SNAPSHOT", description = "The file.")
  private Path file = Path.of("");

  SnapshotInspectCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    SnapshotText.lines(new SnapshotFile(file).verify(), clock).forEach(console.out()::println);
    console.out().println(file + " is whole");
    return ExitCode.OK;
  }
}
