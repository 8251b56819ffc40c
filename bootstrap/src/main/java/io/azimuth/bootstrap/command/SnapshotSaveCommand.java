package io.azimuth.bootstrap.command;

import io.azimuth.application.snapshot.VerifiedSnapshot;
import io.azimuth.bootstrap.config.Environment;
import io.azimuth.bootstrap.snapshot.SnapshotDownload;
import io.azimuth.bootstrap.snapshot.SnapshotFailedException;
import io.azimuth.bootstrap.snapshot.SnapshotFile;
import io.azimuth.bootstrap.snapshot.SnapshotServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azimuth snapshot save}. */
@Command(
    name = "save",
    description = {
      "Save the store of a running server, as of this moment, in a file.",
      "The token is read from AZIMUTH_TOKEN or VAULT_TOKEN and needs read and sudo on",
      "sys/storage/snapshot. AZIMUTH_CACERT or VAULT_CACERT names the only certificates",
      "to trust. The file appears when it is whole, verified and on the disk."
    })
final class SnapshotSaveCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  private final Console console;
  private final Environment environment;

  @Option(
      names = {"--address", "-address"},
      paramLabel = "URL",
      description = "The server; else AZIMUTH_ADDR or VAULT_ADDR, else https://127.0.0.1:8200.")
  private @Nullable String address;

  @Parameters(
      paramLabel = "FILE",
      description =
          "Where to put it; replaced if it exists. - is standard output: use that only if this"
              + " command ends with 0.")
  private String file = "";

  SnapshotSaveCommand(Console console, Environment environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    SnapshotServer server = SnapshotServer.of(environment, Optional.ofNullable(address));
    try (InputStream source = new SnapshotDownload(server).open()) {
      if (file.equals(STANDARD_OUTPUT)) {
        SnapshotFile.pass(source, console.bytes());
      } else {
        saved(new SnapshotFile(Path.of(file)).write(source));
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw new SnapshotFailedException("the connection cannot be closed: " + e.getMessage(), e);
    }
  }

  private void saved(VerifiedSnapshot snapshot) {
    console
        .out()
        .println(
            "saved "
                + snapshot.entries()
                + " entries, "
                + snapshot.bytes()
                + " bytes, as of "
                + snapshot.header().created()
                + " in "
                + file);
  }
}
