package io.azimuth.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The class-data archive of the distribution, with the JDK of the build. Where the environment
 * variable {@code NEWEST_JAVA} is set, with that one and those beside the JDK of the build, too. An
 * archive that is there already is used, because the training of a JVM takes a minute of processor
 * time.
 */
final class ClassSharingIT {

  private static final Path HOME = Path.of("../target/azimuth").toAbsolutePath();
  private static final int PATIENCE = 300; // in seconds

  @TempDir private Path directory;
  private Path working;

  static List<Path> javaHomes() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    if (newest().findAny().isEmpty()) {
      return List.of(own);
    }
    try (Stream<Path> beside = Files.list(own.getParent())) {
      Stream<Path> others = beside.filter(home -> Files.isExecutable(home.resolve("bin/java")));
      return Stream.of(Stream.of(own), others, newest())
          .flatMap(homes -> homes)
          .map(ClassSharingIT::real)
          .distinct()
          .toList();
    }
  }

  private static Stream<Path> newest() {
    return Optional.ofNullable(System.getenv("NEWEST_JAVA")).stream()
        .map(java -> Path.of(java).getParent().getParent());
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void makeWorkingDirectory() throws IOException {
    working = Files.createDirectories(directory.resolve("working"));
  }

  @ParameterizedTest
  @MethodSource("javaHomes")
  void isMadeAndUsedAndLeavesNothingElsewhere(Path javaHome) throws Exception {
    assertThat(run(javaHome, "prepare", "")).as(said()).isZero();

    Path archive = archive(javaHome);
    assertThat(archive).isNotEmptyFile();
    assertThat(working).isEmptyDirectory();

    Path loaded = directory.resolve("loaded");
    assertThat(run(javaHome, "on", "-Xlog:class+load:file=" + loaded, "version")).isZero();
    assertThat(loaded)
        .content()
        .containsPattern("io\\.azimuth\\.bootstrap\\.Main source: shared objects file");
    String log = logOfJvm(javaHome);
    assertThat(log).doesNotContain("Mismatched values");
    if (archive.toString().endsWith(".aot")) {
      assertThat(log).contains("Using AOT-linked classes: true");
    }
  }

  // What the JVM says of the archive with the options that a server has.
  private String logOfJvm(Path javaHome) throws Exception {
    Path log = directory.resolve("jvm.log");
    assertThat(run(javaHome, "on", "-Xlog:all=info:file=" + log, "server", "--help")).isZero();
    return Files.readString(log);
  }

  // The only one of this JDK.
  private static Path archive(Path javaHome) throws IOException {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(javaHome.resolve("release"))) {
      release.load(reader);
    }
    String version = release.getProperty("JAVA_VERSION").replace("\"", "");
    try (Stream<Path> files = Files.list(HOME.resolve("cache"))) {
      List<Path> own =
          files
              .filter(it -> it.getFileName().toString().startsWith("jdk-" + version + "-"))
              .toList();
      assertThat(own).hasSize(1);
      return own.get(0);
    }
  }

  private String said() throws IOException {
    Path said = directory.resolve("said");
    return Files.exists(said) ? Files.readString(said) : "";
  }

  private int run(Path javaHome, String sharing, String options, String... arguments)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(HOME.resolve("bin/azimuth").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("AZIMUTH_CLASS_SHARING", sharing);
    builder.environment().put("AZIMUTH_JAVA_OPTS", options);
    Process process =
        builder
            .directory(working.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
    assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
