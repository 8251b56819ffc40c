package io.azimuth.adapters.storage.mapdb.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.seal.StoreFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenStoreFileTest {

  private static final StoreFingerprint ONE = new StoreFingerprint("ab".repeat(32));
  private static final StoreFingerprint OTHER = new StoreFingerprint("cd".repeat(32));

  @TempDir private Path directory;

  private SeenStoreFile seen() {
    return SeenStoreFile.in(directory);
  }

  @Test
  void remembersTheLatestInAFileOfItsOwnerAlone() throws IOException {
    assertThat(seen().last()).isEmpty();

    seen().remember(ONE);
    seen().remember(OTHER);

    assertThat(seen().last()).contains(OTHER);
    Path file = directory.resolve("seen-store");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryContaining(file::equals);
    assertThat(directory.toFile().list()).containsExactly("seen-store");
  }

  @Test
  void whatCannotBeReadCountsAsNothing() throws IOException {
    Files.writeString(directory.resolve("seen-store"), "no fingerprint");
    assertThat(seen().last()).isEmpty();

    Files.writeString(directory.resolve("seen-store"), "a".repeat(100_000));
    assertThat(seen().last()).isEmpty();

    seen().remember(ONE);
    assertThat(seen().last()).contains(ONE);
  }

  @Test
  void aDirectoryThatTakesNoFileStopsNothing() {
    SeenStoreFile nowhere = SeenStoreFile.in(directory.resolve("absent"));

    nowhere.remember(ONE);

    assertThat(nowhere.last()).isEmpty();
  }
}
