package io.azimuth.adapters.storage.audit;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static io.azimuth.adapters.storage.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileAuditDeviceFactoryTest {

  private static final String LINK = "file_path leads through a symbolic link";
  private static final String BELOW = "file_path must lead to a file below audit_directory";

  @TempDir private Path temporary;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Path directory;

  @BeforeEach
  void makeDirectory() throws Exception {
    directory = Files.createDirectory(temporary.resolve("audit"));
  }

  @Test
  void opensFiles() {
    assertThat(factory().type()).isEqualTo("file");
    open("audit.log");
    open(directory.resolve("by/its/whole.log").toString());
    open("./dotted/./audit.log");

    assertThat(directory.resolve("audit.log")).isRegularFile();
    assertThat(directory.resolve("by/its/whole.log")).isRegularFile();
    assertThat(directory.resolve("dotted/audit.log")).isRegularFile();
  }

  @Test
  void takesTheFormerNameOfFilePath() {
    factory().open(spec(Map.of("path", "old.log"))).close();
    factory().open(spec(Map.of("path", "old-too.log", "file_path", "new.log"))).close();

    assertThat(directory.resolve("old.log")).isRegularFile();
    assertThat(directory.resolve("new.log")).isRegularFile();
    assertThat(directory.resolve("old-too.log")).doesNotExist();
  }

  @Test
  void opensNothingWithoutAnAuditDirectory() {
    FileAuditDeviceFactory factory =
        new FileAuditDeviceFactory(
            new AuditDirectory(Optional.empty()), new StandardOutput(printed));

    assertRefused(
        "audit files need audit_directory in the configuration of the server",
        () -> factory.open(spec(Map.of("file_path", "audit.log"))));
  }

  @Test
  void demandsAPath() {
    assertRefused("file_path is required", () -> factory().open(spec(Map.of())));
    assertRefused("file_path is required", () -> open(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../audit.log", "a/../audit.log", "..", "a/.."})
  void takesNoStepUp(String path) {
    assertRefused("file_path may not hold ..", () -> open(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "/", ".", "./"})
  void staysBelowTheDirectory(String path) {
    assertRefused(BELOW, () -> open(path));
  }

  @Test
  void doesNotTakeANeighbourForTheDirectory() {
    assertRefused(BELOW, () -> open(directory + "-too/audit.log"));
    assertRefused(BELOW, () -> open(directory.toString()));
  }

  @Test
  void refusesPathsThatAreNone() {
    assertRefused("file_path is not a path", () -> open("a\0b"));
  }

  @Test
  void printsToStandardOutput() {
    try (AuditDevice device = factory().open(spec(Map.of("file_path", "stdout")))) {
      device.write(Value.Obj.builder().put("text", "one").build());
      device.reopen();
      device.write(Value.Obj.builder().put("text", "two").build());
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aClosedStandardOutputTakesNoRecord() {
    StandardOutput broken =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    AuditDevice device = new OutputAuditDevice("main", broken);

    assertFault(
        ErrorCode.AUDIT_FAILED,
        "the standard output of audit device main cannot be written",
        () -> device.write(Value.Obj.EMPTY));
  }

  @Test
  void discardsWhatItIsToldToDiscard() {
    try (AuditDevice device = factory().open(spec(Map.of("file_path", "discard")))) {
      device.write(Value.Obj.builder().put("text", "one").build());
    }

    assertThat(printed.size()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdout", "discard"})
  void onlyAFileHasAMode(String place) {
    assertRefused("only a file has a mode", () -> open(place, "mode", "0640"));
  }

  @Test
  void saysWhyAFileCannotBeOpened() {
    String name = "x".repeat(300);

    assertRefused(
        "the audit file cannot be opened: its name is too long", () -> open(name + ".log"));
  }

  @Test
  @DisplayName("CVE-2025-6000: no link leads out of the directory")
  void followsNoLinks() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createSymbolicLink(directory.resolve("out"), outside);
    Files.createSymbolicLink(directory.resolve("file.log"), outside.resolve("file.log"));

    assertRefused(LINK, () -> open("out/audit.log"));
    assertRefused(LINK, () -> open("out/deeper/audit.log"));
    assertRefused(LINK, () -> open("file.log"));
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void mayHaveADirectoryThatIsALinkItself() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);

    new FileAuditDeviceFactory(new AuditDirectory(Optional.of(link)), new StandardOutput(printed))
        .open(spec(Map.of("file_path", "audit.log")))
        .close();

    assertThat(directory.resolve("audit.log")).isRegularFile();
  }

  @Test
  void writesNoDirectories() throws Exception {
    Files.createDirectory(directory.resolve("sub"));

    assertRefused("file_path leads to something that is no regular file", () -> open("sub"));
  }

  @Test
  void makesNoDirectoryOutOfAFile() throws Exception {
    Files.createFile(directory.resolve("file"));

    assertRefused(
        "file_path leads through something that is no directory", () -> open("file/audit.log"));
  }

  @ParameterizedTest(name = "CVE-2025-6000: {0}")
  @ValueSource(strings = {"rwx------", "rw---x---", "rw------x"})
  void writesNoExecutables(String permissions) throws Exception {
    Path file = Files.createFile(directory.resolve("run.sh"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertRefused("file_path leads to an executable file", () -> open("run.sh"));
    assertThat(file).isEmptyFile();
  }

  @ParameterizedTest
  @CsvSource({"0600,rw-------", "600,rw-------", "0640,rw-r-----", "0644,rw-r--r--"})
  void takesModesOfFilesThatOnlyTheOwnerWrites(String mode, String permissions) throws Exception {
    open("audit.log", "mode", mode);

    assertThat(Files.getPosixFilePermissions(directory.resolve("audit.log")))
        .isEqualTo(PosixFilePermissions.fromString(permissions));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "0700", "0660", "0606", "0601", "0000", "0400", "4600", "00600", "600x", "-600"
      })
  void takesNoOtherModes(String mode) {
    assertRefused(
        "mode must let the owner read and write, others read or nothing, such as 0600 or 0640",
        () -> open("audit.log", "mode", mode));
  }

  @ParameterizedTest
  @CsvSource({
    "format,json",
    "log_raw,false",
    "log_raw,0",
    "hmac_accessor,true",
    "hmac_accessor,T",
    "elide_list_responses,FALSE",
    "hmac_accessor,false",
    "elide_list_responses,true",
    "prefix,''"
  })
  void takesWhatTheFieldKnows(String name, String value) {
    open("audit.log", name, value);
  }

  @ParameterizedTest
  @CsvSource({
    "log_raw,true,log_raw is not supported: records never hold secrets in clear",
    "log_raw,no,log_raw must be true or false",
    "hmac_accessor,no,hmac_accessor must be true or false",
    "elide_list_responses,'',elide_list_responses must be true or false",
    "prefix,@cee:,prefix is not supported: a line is a record and no more",
    "format,jsonx,jsonx is not supported yet: records are JSON",
    "format,JSON,format must be json",
    "format,'',format must be json",
    "file_pth,x,unknown option \"file_pth\"",
    "File_path,x,unknown option \"File_path\""
  })
  void refusesWhatItDoesNotDo(String name, String value, String sentence) {
    assertRefused(sentence, () -> open("audit.log", name, value));
    assertThat(directory).isEmptyDirectory();
  }

  private void open(String path) {
    factory().open(spec(Map.of("file_path", path))).close();
  }

  private void open(String path, String option, String value) {
    Map<String, String> options = new HashMap<>(Map.of("file_path", path));
    options.put(option, value);
    factory().open(spec(options)).close();
  }

  private FileAuditDeviceFactory factory() {
    return new FileAuditDeviceFactory(
        new AuditDirectory(Optional.of(directory)), new StandardOutput(printed));
  }

  private static AuditDeviceSpec spec(Map<String, String> options) {
    return new AuditDeviceSpec("main", "file", "", options, SecretText.of("salt"));
  }
}
