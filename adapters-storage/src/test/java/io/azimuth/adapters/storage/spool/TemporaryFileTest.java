package io.azimuth.adapters.storage.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {

  @TempDir private Path directory;

  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void givesBackWhatWasWrittenAsAStreamAndAsContent() throws Exception {
    try (TemporaryFile file = open()) {
      file.output().write("written".getBytes(UTF_8));

      assertThat(file.length()).isEqualTo(7);
      assertThat(file.fileName()).isEqualTo("azimuth.snapshot");
      assertThat(file.input().readAllBytes()).asString(UTF_8).isEqualTo("written");
      assertThat(file.input().readAllBytes()).asString(UTF_8).isEqualTo("written");
      ByteBuffer piece = ByteBuffer.allocate(8);
      assertThat(file.read(piece)).isEqualTo(7);
      assertThat(file.read(piece)).isEqualTo(-1);
      assertThat(new String(piece.array(), 0, 7, UTF_8)).isEqualTo("written");
    }
  }

  @Test
  void isForItsOwnerAloneAndEndsWhenItIsClosed() throws Exception {
    try (TemporaryFile file = open()) {
      file.requireSpace();
      for (Path kept : files()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
            .isEqualTo("rw-------");
      }
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void saysOnceThatItIsClosed() throws Exception {
    TemporaryFile file = open();
    file.close();
    file.close();

    assertThat(closed).hasValue(1);
  }

  @Test
  void aFileThatCannotBeMadeIsNotClosed() {
    Path gone = directory.resolve("gone");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> TemporaryFile.in(gone, "azimuth.snapshot", closed::incrementAndGet));

    assertThat(closed).hasValue(0);
  }

  private TemporaryFile open() throws IOException {
    return TemporaryFile.in(directory, "azimuth.snapshot", closed::incrementAndGet);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
