package io.azimuth.bootstrap.command.snapshot;

import io.azimuth.application.snapshot.VerifiedSnapshot;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.snapshot.SnapshotFile;
import io.azimuth.bootstrap.snapshot.SnapshotText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azimuth operator snapshot restore}. */
@Command(
    name = "restore",
    description = {
      "Replace the whole store of running servers by a snapshot. All servers drop what they",
      "remember and go on with it. The token needs update and sudo on sys/storage/snapshot."
    })
final class OperatorRestoreCommand implements Callable<Integer> {

  private static final String CONFIRMATION = "restore";

  private final ClientContext context;
  private final Clock clock;

  @Mixin private ClientOptions options;

  @Option(
      names = "--force",
      description =
          "Also restore a snapshot of another store, or of another seal or other key shares than"
              + " the servers have; uses sys/storage/snapshot-force.")
  private boolean force;

  @Option(names = "--yes", description = "Do not ask for a confirmation.")
  private boolean yes;

  @Parameters(paramLabel = "SNAPSHOT", description = "The file.")
  private Path file = Path.of("");

  OperatorRestoreCommand(ClientContext context, Clock clock) {
    this.context = context;
    this.clock = clock;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    VerifiedSnapshot snapshot = new SnapshotFile(file).verify();
    confirm(snapshot);
    String path = force ? "sys/storage/snapshot-force" : "sys/storage/snapshot";
    session.upload("Error restoring the snapshot", ApiCall.postBytes(path), file);
    session
        .printer()
        .done(
            "Success! The servers have the store of "
                + snapshot.header().created()
                + ", "
                + snapshot.entries()
                + " entries.");
    return ExitCode.OK;
  }

  private void confirm(VerifiedSnapshot snapshot) {
    Console console = context.console();
    String age = SnapshotText.age(snapshot.header(), clock);
    console
        .err()
        .println(
            "warning: the snapshot is "
                + age
                + ": what was written since then is lost, and what was revoked since then is valid"
                + " again; see docs/operate/backup.md");
    if (yes) {
      return;
    }
    if (!context.input().isTerminal()) {
      throw new ClientException("nobody can be asked for a confirmation: give --yes");
    }
    String answer =
        context.input().secret("Type " + CONFIRMATION + " to replace the whole store").expose();
    if (!answer.strip().equals(CONFIRMATION)) {
      throw new ClientException("nothing was restored");
    }
  }
}
