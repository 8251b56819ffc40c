package io.azimuth.bootstrap.command.snapshot;

import io.azimuth.bootstrap.process.ByteProgress;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.bootstrap.snapshot.OfflineRestore;
import io.azimuth.bootstrap.snapshot.SnapshotFile;
import io.azimuth.bootstrap.snapshot.SnapshotText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = {
      "Put a snapshot into the empty store of a configuration. The server must not run.",
      "The snapshot is verified before anything is changed; then the store is replaced at",
      "one stroke."
    })
final class SnapshotRestoreCommand implements Callable<Integer> {

  private final Console console;
  private final StartupCheck check;
  private final Clock clock;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration file of the server.")
  private Path config = Path.of("");

  @Option(
      names = "--force",
      description = "Replace a store that is not empty; it is kept beside the new one.")
  private boolean force;

  @Parameters(paramLabel = "SNAPSHOT", description = "The file.")
  private Path file = Path.of("");

  SnapshotRestoreCommand(Console console, StartupCheck check, Clock clock) {
    this.console = console;
    this.check = check;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    StartupCheck.Outcome outcome = check.check(config);
    outcome.problems().all().forEach(problem -> console.err().println(problem));
    if (outcome.plan().isEmpty()) {
      return ExitCode.SOFTWARE;
    }
    try (StartupPlan plan = outcome.plan().get();
        ByteProgress progress = ByteProgress.on(console, "restoring", size())) {
      OfflineRestore.Outcome done =
          new OfflineRestore(plan, clock, new SystemSecretGenerator())
              .run(new SnapshotFile(file), force, progress::over);
      progress.end();
      report(done);
    }
    return ExitCode.OK;
  }

  // The file is read twice. Whether it can be read at all is reported later.
  private long size() {
    try {
      return 2 * Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private void report(OfflineRestore.Outcome outcome) {
    String age = SnapshotText.age(outcome.snapshot().header(), clock);
    console
        .out()
        .println(
            "restored "
                + outcome.snapshot().entries()
                + " entries as of "
                + outcome.snapshot().header().created()
                + " ("
                + age
                + ")");
    outcome.kept().ifPresent(kept -> console.out().println("the old store is kept in " + kept));
    if (!outcome.isAuthentic()) {
      warn("the keys of the store are not at hand, so nobody can tell who made the snapshot");
    }
    warn(
        "the snapshot is "
            + age
            + ": what was revoked since then is valid again, and used-up uses are back;"
            + " see docs/operate/backup.md");
  }

  private void warn(String sentence) {
    console.err().println("warning: " + sentence);
  }
}
