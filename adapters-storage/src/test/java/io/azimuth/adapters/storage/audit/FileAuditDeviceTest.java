package io.azimuth.adapters.storage.audit;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditDeviceTest {

  @TempDir private Path temporary;

  @Test
  void appendsOneLinePerRecord() throws Exception {
    try (AuditDevice device = open()) {
      device.write(record("one\ntwo\r\u2028"));
      device.write(record("three"));
    }

    assertThat(Files.readString(file()))
        .isEqualTo("{\"text\":\"one\\ntwo\\r\\u2028\"}\n{\"text\":\"three\"}\n");
  }

  @Test
  void knowsTheRoomOnItsVolumeAlsoWhenItsFileWasMovedAway() throws Exception {
    try (AuditDevice device = open()) {
      Files.delete(file());

      assertThat(device.room())
          .hasValueSatisfying(
              room -> assertThat(room.free()).isPositive().isLessThanOrEqualTo(room.size()));
    }
  }

  @Test
  void knowsWhetherItsFileIsAtItsPath() throws Exception {
    try (AuditDevice device = open()) {
      assertThat(device.isDisplaced()).isFalse();
      Files.delete(file());
      assertThat(device.isDisplaced()).isTrue();
      Files.writeString(file(), "");
      assertThat(device.isDisplaced()).isTrue();

      assertThat(device.reopen()).isEmpty();
      device.write(record("one"));
      assertThat(device.isDisplaced()).isFalse();
    }
  }

  @Test
  void goesOnWhereAnEarlierServerEnded() throws Exception {
    try (AuditDevice device = open()) {
      device.write(record("one"));
    }
    try (AuditDevice device = open()) {
      device.write(record("two"));
    }

    assertThat(lines(file())).containsExactly("one", "two");
  }

  @Test
  void beginsANewLineBehindOneThatWasCut() throws Exception {
    Files.createDirectories(directory());
    Files.writeString(file(), "{\"text\":\"one\"}\n{\"te");
    try (AuditDevice device = open()) {
      device.write(record("two"));
      device.write(record("three"));
    }

    assertThat(Files.readString(file()))
        .isEqualTo("{\"text\":\"one\"}\n{\"te\n{\"text\":\"two\"}\n{\"text\":\"three\"}\n");
  }

  @Test
  void makesThePrivateFileInAPrivateDirectory() throws Exception {
    open("below/it/audit.log").close();

    Path below = directory().resolve("below");
    assertThat(permissions(directory())).isEqualTo("rwx------");
    assertThat(permissions(below)).isEqualTo("rwx------");
    assertThat(permissions(below.resolve("it"))).isEqualTo("rwx------");
    assertThat(permissions(below.resolve("it/audit.log"))).isEqualTo("rw-------");
  }

  @Test
  void givesTheFileItsModeWhateverItHadBefore() throws Exception {
    Files.createDirectories(directory());
    Files.writeString(file(), "");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
    open().close();
    assertThat(permissions(file())).isEqualTo("rw-------");

    factory().open(spec(Map.of("file_path", "audit.log", "mode", "0640"))).close();
    assertThat(permissions(file())).isEqualTo("rw-r-----");
  }

  @Test
  void writesIntoANewFileOnceItIsReopened() throws Exception {
    Path moved = directory().resolve("audit.log.1");
    try (AuditDevice device = open()) {
      device.write(record("one"));
      Files.move(file(), moved);
      device.write(record("two"));
      assertThat(device.reopen()).isEmpty();
      device.write(record("three"));
    }

    assertThat(lines(moved)).containsExactly("one", "two");
    assertThat(lines(file())).containsExactly("three");
    assertThat(permissions(file())).isEqualTo("rw-------");
  }

  @Test
  void failsWhenTheFileCannotBeOpenedAndTriesAgainAtTheNextRecord() throws Exception {
    try (AuditDevice device = open()) {
      Files.delete(file());
      Files.createDirectory(file());
      assertThat(device.reopen())
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .startsWith("the file of audit device main may no longer be opened: "));
      assertFault(
          ErrorCode.AUDIT_FAILED,
          "the file " + file() + " of audit device main may no longer be opened",
          () -> device.write(record("lost")));
      Files.delete(file());

      device.write(record("one"));
    }

    assertThat(lines(file())).containsExactly("one");
  }

  @Test
  void reportsAFailedWriteAndOpensTheFileAnewForTheNextRecord() throws Exception {
    List<AuditFile> opened = new ArrayList<>();
    Files.createDirectories(directory());
    try (AuditDevice device =
        FileAuditDevice.open(
            "main",
            "audit.log",
            () -> {
              opened.add(AuditFile.open(file(), FileMode.PRIVATE));
              return opened.get(opened.size() - 1);
            })) {
      device.write(record("one"));
      opened.get(0).close(); // the next write fails as on a broken disk

      assertFault(
          ErrorCode.AUDIT_FAILED,
          "the file audit.log of audit device main cannot be written",
          () -> device.write(record("lost")));
      device.write(record("two"));
    }

    assertThat(opened).hasSize(2);
    assertThat(lines(file())).containsExactly("one", "two");
  }

  @Test
  void saysWhichFileOfWhichDeviceIsOnAFullDisk() throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    Files.createDirectories(directory());
    try (AuditDevice device =
        FileAuditDevice.open(
            "main",
            "/var/log/audit.log",
            () -> {
              if (full.get()) {
                throw new IOException("No space left on device");
              }
              return AuditFile.open(file(), FileMode.PRIVATE);
            })) {
      full.set(true);
      assertThat(device.reopen())
          .contains(
              "the file of audit device main cannot be opened anew, the next record tries again:"
                  + " the disk is full");
      assertFault(
          ErrorCode.AUDIT_FAILED,
          "the file /var/log/audit.log of audit device main cannot be written: the disk is full",
          () -> device.write(record("lost")));

      full.set(false);
      device.write(record("one"));
    }

    assertThat(lines(file())).containsExactly("one");
  }

  @Test
  void followsNoLinkThatAppearedLater() throws Exception {
    Path outside = temporary.resolve("outside");
    try (AuditDevice device = open()) {
      Files.delete(file());
      Files.createSymbolicLink(file(), outside);
      device.reopen();

      assertFault(
          ErrorCode.AUDIT_FAILED, "may no longer be opened", () -> device.write(record("one")));
    }
    assertThat(outside).doesNotExist();
  }

  @Test
  void takesNothingOnceItIsClosed() throws Exception {
    AuditDevice device = open();
    device.close();
    device.close();
    device.reopen();

    assertFault(
        ErrorCode.AUDIT_FAILED, "audit device main is closed", () -> device.write(record("one")));
    assertThat(Files.readString(file())).isEmpty();
  }

  @Test
  void neverTearsOrLosesALineUnderManyThreadsAndRotation() throws Exception {
    int threads = 16;
    int perThread = 300;
    CompletableFuture<Boolean> rotated = new CompletableFuture<>();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (AuditDevice device = open()) {
      List<Future<?>> runs = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String name = "t" + thread + "-";
        runs.add(
            executor.submit(
                () -> {
                  for (int i = 0; i < perThread; i++) {
                    if (i == perThread / 2) {
                      rotated.join(); // not all is written before the first rotation
                    }
                    device.write(record(name + i + "-" + "x".repeat(i * 40)));
                  }
                }));
      }
      int rotation = 0;
      while (runs.stream().anyMatch(run -> !run.isDone())) {
        Files.move(
            file(),
            directory().resolve("audit.log." + rotation++ % 1_000),
            StandardCopyOption.ATOMIC_MOVE);
        device.reopen();
        rotated.complete(true);
        awaitSomeRecords();
      }
      for (Future<?> run : runs) {
        run.get();
      }
      assertThat(rotation).isPositive();
    } finally {
      rotated.complete(false);
      executor.shutdownNow();
    }

    assertThat(allTexts()).hasSize(threads * perThread).doesNotHaveDuplicates();
  }

  // Rotates often, but never more often than there are file names.
  private void awaitSomeRecords() throws IOException {
    for (int i = 0; i < 100_000 && Files.size(file()) < 100_000; i++) {
      Thread.onSpinWait();
    }
  }

  private List<String> allTexts() throws IOException {
    List<String> texts = new ArrayList<>();
    Set<Path> files = new HashSet<>();
    try (Stream<Path> found = Files.list(directory())) {
      found.forEach(files::add);
    }
    for (Path path : files) {
      texts.addAll(lines(path));
    }
    return texts;
  }

  private static List<String> lines(Path path) throws IOException {
    assertThat(Files.readString(path)).matches(text -> text.isEmpty() || text.endsWith("\n"));
    return Files.readAllLines(path).stream()
        .map(line -> ValueJson.read(line.getBytes(StandardCharsets.UTF_8)))
        .map(json -> ((Value.Text) json.get("text").orElseThrow()).text())
        .toList();
  }

  private Path directory() {
    return temporary.resolve("audit");
  }

  private Path file() {
    return directory().resolve("audit.log");
  }

  private AuditDevice open() {
    return open("audit.log");
  }

  private AuditDevice open(String path) {
    return factory().open(spec(Map.of("file_path", path)));
  }

  private FileAuditDeviceFactory factory() {
    return new FileAuditDeviceFactory(
        new AuditDirectory(Optional.of(directory())),
        new StandardOutput(OutputStream.nullOutputStream()));
  }

  private static AuditDeviceSpec spec(Map<String, String> options) {
    return new AuditDeviceSpec("main", "file", "", options, SecretText.of("salt"));
  }

  private static Value.Obj record(String text) {
    return Value.Obj.builder().put("text", text).build();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
