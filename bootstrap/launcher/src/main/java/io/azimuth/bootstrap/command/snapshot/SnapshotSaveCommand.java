package io.azimuth.bootstrap.command.snapshot;

import io.azimuth.application.snapshot.VerifiedSnapshot;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.process.ByteProgress;
import io.azimuth.bootstrap.snapshot.SnapshotFailedException;
import io.azimuth.bootstrap.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "save",
    description = {
      "Save the store of a running server, as of this moment, in a file.",
      "The token needs read and sudo on sys/storage/snapshot. The file appears when it is whole,",
      "verified and on the disk."
    })
final class SnapshotSaveCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  private final ClientContext context;

  @Mixin private ClientOptions options;

  @Parameters(
      paramLabel = "FILE",
      description =
          "Where to put it; replaced if it exists. - is standard output: use that only if this"
              + " command ends with 0.")
  private String file = "";

  @Option(
      names = "--keep-unreadable",
      description =
          "Also save, as they are, entries that a broken disk has damaged. Without it, the server"
              + " refuses and says which they are.")
  private boolean keepUnreadable;

  SnapshotSaveCommand(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    ApiCall plain = ApiCall.get("sys/storage/snapshot");
    ApiCall call = keepUnreadable ? plain.with("keep_unreadable", "true") : plain;
    try (InputStream source = session.open("Error saving a snapshot", call);
        ByteProgress progress = ByteProgress.on(context.console(), "saving", 0)) {
      InputStream watched = progress.over(source);
      if (file.equals(STANDARD_OUTPUT)) {
        SnapshotFile.pass(watched, context.console().bytes());
      } else {
        VerifiedSnapshot saved = new SnapshotFile(Path.of(file)).write(watched);
        progress.end();
        session.printer().done(saved(saved));
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw new SnapshotFailedException("the connection cannot be closed: " + e.getMessage(), e);
    }
  }

  private String saved(VerifiedSnapshot snapshot) {
    return "saved "
        + snapshot.entries()
        + " entries, "
        + snapshot.bytes()
        + " bytes, as of "
        + snapshot.header().created()
        + " in "
        + file;
  }
}
