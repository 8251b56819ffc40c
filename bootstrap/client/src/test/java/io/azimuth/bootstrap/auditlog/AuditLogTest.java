package io.azimuth.bootstrap.auditlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

  private static final List<EntryFilter> ALL = List.of(EntryFilter.answers());

  @TempDir private Path directory;

  private final StringWriter said = new StringWriter();
  private final LogNotes notes = new LogNotes(new PrintWriter(said, true));

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("", lines));
  }

  private Path compressed(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), gzip(String.join("", lines)));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private AuditLog log(List<LogSource> sources) {
    return new AuditLog(sources, ALL, Instant.MAX, notes, false);
  }

  private AuditLog following(Path... files) {
    List<LogSource> sources = Arrays.stream(files).map(LogSource::of).toList();
    return new AuditLog(sources, ALL, Instant.MAX, notes, true);
  }

  private static List<String> ids(AuditLog log) {
    List<String> ids = new ArrayList<>();
    for (Optional<AuditEntry> one = log.next(); one.isPresent(); one = log.next()) {
      ids.add(one.get().requestId());
    }
    return ids;
  }

  private List<String> idsIn(Path... places) {
    try (AuditLog log = log(LogFiles.in(List.of(places), notes))) {
      return ids(log);
    }
  }

  @Test
  void rotatedAndCompressedFilesAreReadInOrderOfTime() throws IOException {
    file("audit.log", AuditEntries.granted(5, "5"), AuditEntries.granted(6, "6"));
    file("audit.log.1", AuditEntries.granted(3, "3"), AuditEntries.granted(4, "4"));
    compressed("audit.log.2.gz", AuditEntries.granted(1, "1"), AuditEntries.granted(2, "2"));

    assertThat(idsIn(directory)).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void filesOfTwoDevicesAreMerged() throws IOException {
    Path one = file("a.log", AuditEntries.granted(1, "1"), AuditEntries.granted(4, "4"));
    Path other =
        file(
            "b.log",
            AuditEntries.granted(2, "2"),
            AuditEntries.asked(2, "not an answer"),
            AuditEntries.granted(3, "3"));

    assertThat(idsIn(other, one, one)).containsExactly("1", "2", "3", "4");
  }

  @Test
  void standardInputIsReadOnceAndMayBeCompressed() throws IOException {
    byte[] piped = gzip(AuditEntries.granted(2, "2"));
    Path file = file("a.log", AuditEntries.granted(1, "1"));

    try (AuditLog log =
        log(
            List.of(
                LogSource.standardInput(new ByteArrayInputStream(piped)), LogSource.of(file)))) {
      assertThat(ids(log)).containsExactly("1", "2");
    }
  }

  @Test
  void linesThatAreNoRecordsAreToldAndSkipped() throws IOException {
    Path file =
        file(
            "a.log",
            AuditEntries.granted(1, "1"),
            "{\"type\":\"response\",\n",
            "\n",
            "[\"response\"]\n",
            "x".repeat(3 * BoundedLines.MOST_BYTES) + "\n",
            AuditEntries.granted(2, "2").strip());

    assertThat(idsIn(file)).containsExactly("1", "2");
    assertThat(said.toString().lines())
        .containsExactly(
            file + ":2: not an audit record; skipped",
            file + ":4: not an audit record; skipped",
            file + ":5: a line of more than 1048576 bytes is no audit record; skipped");
    assertThat(notes.isIncomplete()).isFalse();
  }

  @Test
  void manyBadLinesAreCounted() throws IOException {
    idsIn(file("a.log", "response\n".repeat(1000)));
    notes.end();

    assertThat(said.toString().lines()).hasSize(6).last().asString().contains("1000 lines are not");
  }

  @Test
  void compressedLinesAreBoundedToo() throws IOException {
    Path file =
        compressed(
            "a.log.1.gz", "0".repeat(20 * BoundedLines.MOST_BYTES), AuditEntries.granted(1, "1"));

    assertThat(Files.size(file)).isLessThan(100_000);
    assertThat(idsIn(file)).isEmpty();
    assertThat(said.toString()).contains(":1: a line of more than 1048576 bytes");
  }

  @Test
  void fileThatIsCutOffMakesTheResultIncomplete() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      lines.append(AuditEntries.granted(i, "id-" + i));
    }
    byte[] whole = gzip(lines.toString());
    Path file = directory.resolve("audit.log.1.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThat(idsIn(file)).contains("id-1").doesNotContain("id-1999");
    assertThat(said.toString()).contains("is cut off");
    assertThat(notes.isIncomplete()).isTrue();
  }

  @Test
  void otherCompressionIsToldAndAMissingFileFails() throws IOException {
    file("audit.log.1.zst", "x");

    assertThat(idsIn(directory)).isEmpty();
    assertThat(said.toString()).contains("audit.log.1.zst: only gzip can be read");
    assertThat(notes.isIncomplete()).isTrue();
    assertThatThrownBy(() -> idsIn(directory.resolve("none.log")))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void filesThatBeginAfterTheEndAreNotRead() throws IOException {
    Path late = file("late.log", AuditEntries.granted(300, "late"), "response\n");
    Path soon = file("soon.log", AuditEntries.granted(1, "soon"));

    try (AuditLog log =
        new AuditLog(
            List.of(LogSource.of(late), LogSource.of(soon)),
            ALL,
            AuditEntries.NOON.plusSeconds(10),
            notes,
            false)) {
      assertThat(ids(log)).containsExactly("soon");
    }
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void followsTheFileWithHalfALine() throws IOException {
    Path file = file("audit.log", AuditEntries.granted(1, "1"));
    String next = AuditEntries.granted(2, "2");

    try (AuditLog log = following(file)) {
      assertThat(ids(log)).containsExactly("1");
      append(file, next.substring(0, 50));
      assertThat(ids(log)).isEmpty();
      append(file, next.substring(50) + AuditEntries.granted(3, "3"));
      assertThat(ids(log)).containsExactly("2", "3");
      assertThat(log.isEnded()).isFalse();
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  @Test
  void followsOverARotationAlsoWhatIsWrittenToTheOldFileUntilTheSignal() throws IOException {
    Path file = file("audit.log", AuditEntries.granted(1, "1"));
    Path old = directory.resolve("audit.log.1");

    try (AuditLog log = following(file)) {
      assertThat(ids(log)).containsExactly("1");
      Files.move(file, old);
      append(old, AuditEntries.granted(2, "2"));
      assertThat(ids(log)).containsExactly("2");
      Files.createFile(file);
      append(old, AuditEntries.granted(3, "3"));
      assertThat(ids(log)).containsExactly("3");
      append(old, AuditEntries.granted(4, "4"));
      append(file, AuditEntries.granted(5, "5"));
      assertThat(ids(log)).containsExactly("4", "5");
      append(file, AuditEntries.granted(6, "6"));
      assertThat(ids(log)).containsExactly("6");
    }
  }

  @Test
  void followsAFileThatWasCutToNothing() throws IOException {
    Path file = file("audit.log", AuditEntries.granted(1, "1"), AuditEntries.granted(2, "2"));

    try (AuditLog log = following(file)) {
      assertThat(ids(log)).containsExactly("1", "2");
      Files.writeString(file, AuditEntries.granted(3, "3"));
      assertThat(ids(log)).containsExactly("3");
    }
  }

  @Test
  void rotatedFilesAreNotFollowed() throws IOException {
    Path live = file("audit.log", AuditEntries.granted(2, "2"));
    Path old = file("audit.log-20261126", AuditEntries.granted(1, "1"));

    try (AuditLog log = following(live, old)) {
      assertThat(ids(log)).containsExactly("1", "2");
      append(old, AuditEntries.granted(3, "3"));
      assertThat(ids(log)).isEmpty();
    }
    try (AuditLog log = following(old)) {
      assertThat(ids(log)).containsExactly("1", "3");
      assertThat(log.isEnded()).isTrue();
    }
  }
}
