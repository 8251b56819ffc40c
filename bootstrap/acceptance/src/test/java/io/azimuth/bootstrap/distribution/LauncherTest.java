package io.azimuth.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/azimuth} with a JVM that only says how it was called. */
@Tag("slow")
class LauncherTest {

  /** Prints its process id and arguments, one a line; makes what a dumping JVM would make. */
  private static final String FAKE_JAVA =
      """
      #!/bin/sh
      for argument in "$@"; do
        case $argument in
          -XX:DumpLoadedClassList=*) echo classes > "${argument#*=}" ;;
          -XX:SharedArchiveFile=*) [ "$1" = -Xshare:dump ] && %s > "${argument#*=}" ;;
          -XX:AOTCache=*) [ "$1" = -XX:AOTMode=create ] && %s > "${argument#*=}" ;;
          -Xshare:dump) echo core > core; echo crash > hs_err_pid1.log ;;
        esac
      done
      echo "pid $$"
      printf '%%s\\n' "$@"
      exit 7
      """;

  private static final String TRIM = "-XX:TrimNativeHeapInterval=10000";
  private static final String UNLOCK = "-XX:+UnlockExperimentalVMOptions";
  private static final String FIXED_ADDRESS = "-XX:ArchiveRelocationMode=0";
  private static final String UNLOCK_DIAGNOSTIC = "-XX:+UnlockDiagnosticVMOptions";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BUSY =
      "-Dazimuth.class_sharing=off, another process makes the archive";

  @TempDir private Path directory;
  private Path home;
  private Path script;
  private Path working;
  private final Map<String, String> environment = new HashMap<>();

  private record Result(int exit, long pid, List<String> lines, String errors) {}

  /** A training run that waits for somebody to write to the gate. */
  private record Training(long jvm, long maker, Path directory) {

    void goOn(Path gate) throws IOException {
      Files.writeString(gate, "go\n");
    }
  }

  @BeforeEach
  void unpack() throws IOException {
    home = Files.createDirectories(directory.resolve("a place/azimuth"));
    script = Files.createDirectories(home.resolve("bin")).resolve("azimuth");
    Files.copy(Path.of("../launcher/src/main/distribution/bin/azimuth"), script);
    executable(script);
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/azimuth.jar"), "jar");
    java("jdk", "17.0.1", "echo archive");
    working = Files.createDirectories(directory.resolve("working"));
    environment.put("JAVA_HOME", directory.resolve("jdk").toString());
    environment.put("AZIMUTH_CLASS_SHARING", "off");
  }

  @Test
  void becomesTheJvmWithTheArgumentsAsTheyAre() throws Exception {
    Result result = run(script, "server", "-config=a b", "*");

    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.lines().get(0)).isEqualTo("pid " + result.pid());
    assertThat(result.lines())
        .endsWith(
            "-cp",
            home.toRealPath() + "/lib/azimuth.jar",
            "io.azimuth.bootstrap.Main",
            "server",
            "-config=a b",
            "*");
    assertThat(result.lines())
        .contains("-XX:+UseSerialGC", "-Xmx256m", "-Dsun.net.httpserver.nodelay=true");
  }

  @Test
  void theClientBoundsTheHeapOfItsAgentUnlessAnOptionDoes() throws Exception {
    Path client = script.resolveSibling("azimuth-client");
    Files.copy(Path.of("../client/src/main/distribution/bin/azimuth"), client);
    executable(client);

    assertThat(run(client, "agent").lines()).contains("-Xmx48m");
    assertThat(run(client, "read").lines()).doesNotContain("-Xmx48m");
    environment.put("AZIMUTH_JAVA_OPTS", "-Xmx96m");
    assertThat(run(client, "agent").lines()).contains("-Xmx96m").doesNotContain("-Xmx48m");
  }

  @Test
  void noPluginInstallsASecurityManager() throws Exception {
    assertThat(run(script, "server").lines()).contains("-Djava.security.manager=disallow");
  }

  @Test
  void findsItselfThroughSymbolicLinks() throws Exception {
    Path other = Files.createDirectories(directory.resolve("bin"));
    Files.createSymbolicLink(other.resolve("one"), Path.of("../a place/azimuth/bin/azimuth"));
    Path link = Files.createSymbolicLink(directory.resolve("two"), other.resolve("one"));

    assertThat(run(link, "version").lines()).contains(home.toRealPath() + "/lib/azimuth.jar");
  }

  @Test
  void handsOptionsToTheJvm() throws Exception {
    environment.put("AZIMUTH_JAVA_OPTS", "-Xmx1g  -Da=*");

    List<String> lines = run(script, "version").lines();

    assertThat(lines).contains("-Xmx1g", "-Da=*", "-XX:+UseSerialGC").doesNotContain("-Xmx256m");
  }

  @Test
  void leavesTheCollectorToWhoeverChoseOne() throws Exception {
    environment.put("AZIMUTH_JAVA_OPTS", "-XX:+UseZGC");

    assertThat(run(script, "version").lines())
        .contains("-XX:+UseZGC", "-Xmx256m")
        .doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void commandsThatAreSoonOverAreCompiledQuickly() throws Exception {
    assertThat(run(script, "status").lines()).contains("-XX:TieredStopAtLevel=1");
    assertThat(run(script, "server").lines()).doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(run(script, "-config", "a b", "server").lines())
        .doesNotContain("-XX:TieredStopAtLevel=1")
        .endsWith("-config", "a b", "server");
    assertThat(run(script, "-address=x", "status").lines()).contains("-XX:TieredStopAtLevel=1");
    environment.put("AZIMUTH_JAVA_OPTS", "-XX:+TieredCompilation");
    assertThat(run(script, "status").lines()).doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void onlyCommandsThatAreSoonOverUseTheArchiveWhereItWasMade() throws Exception {
    assertThat(run(script, "status").lines()).contains(UNLOCK_DIAGNOSTIC, FIXED_ADDRESS);
    assertThat(run(script, "server").lines()).doesNotContain(UNLOCK_DIAGNOSTIC, FIXED_ADDRESS);
  }

  @Test
  void serversGiveNativeMemoryBackWhereTheJvmCan() throws Exception {
    assertThat(run(script, "server").lines()).doesNotContain(TRIM);
    Path jvm = Files.createDirectories(directory.resolve("jdk/lib/server")).resolve("libjvm.so");
    Files.writeString(jvm, "\0OtherOption\0");
    assertThat(run(script, "server").lines()).doesNotContain(TRIM);
    Files.writeString(jvm, "\0OtherOption\0TrimNativeHeapInterval\0");
    assertThat(run(script, "server").lines()).contains(UNLOCK, TRIM);
    assertThat(run(script, "status").lines()).doesNotContain(UNLOCK, TRIM);
    Files.delete(jvm);
    for (String version : List.of("23", "25.0.1", "26-ea")) {
      java("jdk", version, "echo archive");
      assertThat(run(script, "server").lines()).contains(TRIM).doesNotContain(UNLOCK);
    }
  }

  @Test
  void refusesJavaThatIsTooOld() throws Exception {
    java("jdk", "11.0.2", "echo archive");

    Result result = run(script, "version");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.errors()).contains("needs Java 17 or newer").contains("is 11.0.2");
  }

  @Test
  void saysWhenJavaHomeIsWrong() throws Exception {
    environment.put("JAVA_HOME", "/nowhere");

    Result result = run(script, "version");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.errors())
        .isEqualToIgnoringNewLines(
            "azimuth: JAVA_HOME is /nowhere, but there is no bin/java in it");
  }

  @Test
  void takesTheJavaOfThePathWithoutJavaHome() throws Exception {
    environment.put("JAVA_HOME", "");
    environment.put("PATH", directory.resolve("jdk/bin") + ":" + System.getenv("PATH"));

    assertThat(run(script, "version").exit()).isEqualTo(7);
  }

  @Test
  void usesTheArchiveThatItPrepared() throws Exception {
    prepare("17.0.1");
    environment.remove("AZIMUTH_CLASS_SHARING");

    Path archive = onlyFile(".jsa");
    assertThat(run(script, "version").lines())
        .contains(
            "-XX:SharedArchiveFile=" + archive,
            "-Dazimuth.archive=" + archive,
            "-Dazimuth.class_sharing=on, " + archive);
  }

  @Test
  void preparesNothingWhereAnArchiveFits() throws Exception {
    prepare("17.0.1");
    Files.writeString(onlyFile(".jsa"), "of before");

    assertThat(run(script).exit()).isZero();
    assertThat(onlyFile(".jsa")).hasContent("of before");
  }

  @Test
  void preparesAgainWhereTheJvmRefusesTheArchive() throws Exception {
    prepare("17.0.1");
    Files.writeString(onlyFile(".jsa"), "of before");
    Path java = directory.resolve("jdk/bin/java");
    String refusing = "#!/bin/sh\n[ \"$1\" = -Xshare:on ] && exit 1\n";
    Files.writeString(java, Files.readString(java).replace("#!/bin/sh\n", refusing));

    assertThat(run(script).exit()).isZero();
    assertThat(onlyFile(".jsa")).hasContent("archive");
  }

  @Test
  void usesTheAheadOfTimeCacheOfANewerJava() throws Exception {
    prepare("24.0.1");
    environment.remove("AZIMUTH_CLASS_SHARING");

    Path archive = onlyFile(".aot");
    assertThat(run(script, "version").lines())
        .contains("-XX:AOTCache=" + archive, "-Dazimuth.archive=" + archive);
  }

  @Test
  void withoutAnAheadOfTimeCacheThereIsAnArchive() throws Exception {
    java("jdk", "24.0.1", "echo archive", 0, "exit 1; true");
    environment.put("AZIMUTH_CLASS_SHARING", "prepare");

    assertThat(run(script).exit()).isZero();

    assertThat(onlyFile(".jsa")).isNotEmptyFile();
  }

  @Test
  void whatACrashLeavesIsNotInTheDirectoryOfTheUser() throws Exception {
    java("jdk", "17.0.1", "true", 0);
    environment.put("AZIMUTH_CLASS_SHARING", "prepare");

    assertThat(run(script).exit()).isEqualTo(1);

    assertThat(working).isEmptyDirectory();
    assertThat(onlyFile(".failed")).exists();
  }

  @Test
  void archiveOfOtherJarsIsNotUsed() throws Exception {
    java("jdk", "17.0.1", "echo archive", 0);
    environment.put("AZIMUTH_CLASS_SHARING", "prepare");
    run(script);
    environment.remove("AZIMUTH_CLASS_SHARING");
    Files.writeString(home.resolve("lib/azimuth.jar"), "raj");

    assertThat(run(script, "version").lines()).noneMatch(line -> line.contains("SharedArchive"));
  }

  @Test
  void archiveThatCannotBeMadeSaysWhyAndIsTriedAgainAfterADay() throws Exception {
    environment.put("AZIMUTH_CLASS_SHARING", "prepare");

    Result result = run(script);

    assertThat(result.exit()).isEqualTo(1);
    Path failed = onlyFile(".failed");
    assertThat(failed).content().contains("-XX:DumpLoadedClassList=classes");
    assertThat(result.errors()).contains("no class-data archive could be made", failed.toString());
    environment.remove("AZIMUTH_CLASS_SHARING");
    assertThat(run(script, "server").lines())
        .contains("-Dazimuth.class_sharing=off, no archive could be made: " + failed)
        .noneMatch(line -> line.contains("SharedArchive"));
    Files.setLastModifiedTime(failed, FileTime.from(Instant.EPOCH));
    assertThat(run(script, "server").lines())
        .anyMatch(line -> line.contains("off, the archive for later starts is being made"));
    Waiting.until(Duration.ofMinutes(1), () -> failedAgain(failed));
  }

  // Until then the training writes into the directory.
  private static boolean failedAgain(Path failed) {
    try (Stream<Path> files = Files.list(failed.getParent())) {
      return files.allMatch(failed::equals)
          && Files.getLastModifiedTime(failed).toInstant().isAfter(Instant.EPOCH);
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flock", "perl"})
  void serversThatStartOneAfterTheOtherMakeOneArchive(String tool) throws Exception {
    onlyTool(tool);
    trainingThatWaits();
    environment.remove("AZIMUTH_CLASS_SHARING");

    List<String> first = run(script, "server").lines();
    Training job = awaitTraining(1);
    List<String> second = run(script, "server").lines();
    List<String> third = run(script, "azure-simulator").lines();

    assertThat(first).anyMatch(line -> line.contains("the archive for later starts is being made"));
    assertThat(second).contains(BUSY);
    assertThat(third).contains(BUSY);
    assertThat(trainings()).hasSize(1);
    assertThat(job.directory().resolve("classes")).exists();
    environment.put("AZIMUTH_CLASS_SHARING", "prepare");
    assertThat(run(script).errors()).contains("another process makes the archive");
    job.goOn(gate());
    Waiting.until(PATIENCE, () -> isOver(job));
    assertThat(onlyFile(".jsa")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flock", "perl"})
  void aJobThatIsKilledHoldsNobodyUp(String tool) throws Exception {
    onlyTool(tool);
    trainingThatWaits();
    environment.remove("AZIMUTH_CLASS_SHARING");
    run(script, "server");
    Training killed = awaitTraining(1);

    kill(killed.maker());
    assertThat(run(script, "server").lines()).as("its JVM goes on").contains(BUSY);
    kill(killed.jvm());
    run(script, "server");

    Training next = awaitTraining(2);
    assertThat(killed.directory()).doesNotExist();
    next.goOn(gate());
    Waiting.until(PATIENCE, () -> isOver(next));
    assertThat(onlyFile(".jsa")).isNotEmptyFile();
  }

  @Test
  void withoutALockOnlyAPersonMakesTheArchive() throws Exception {
    onlyTool("neither");
    java("jdk", "17.0.1", "echo archive", 0);
    environment.remove("AZIMUTH_CLASS_SHARING");

    assertThat(run(script, "server").lines())
        .anyMatch(line -> line.contains("off, because neither flock nor perl is here"));
    environment.put("AZIMUTH_CLASS_SHARING", "prepare");
    assertThat(run(script).exit()).isZero();

    assertThat(onlyFile(".jsa")).isNotEmptyFile();
  }

  // What the script runs, and of the two programs that can lock that one alone.
  private void onlyTool(String tool) throws IOException {
    Path tools = Files.createDirectories(directory.resolve("tools"));
    List<String> names = new ArrayList<>(List.of("awk", "cat", "cksum", "dirname", "find", "grep"));
    names.addAll(List.of("mkdir", "mv", "nice", "readlink", "rm", "sed", "tail", "tr", tool));
    for (String name : names) {
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.isExecutable(Path.of(place + name))) {
          Path call = tools.resolve(name);
          Files.writeString(call, "#!/bin/sh\nexec " + place + name + " \"$@\"\n");
          executable(call);
        }
      }
    }
    assumeThat(tool.equals("neither") || Files.exists(tools.resolve(tool))).isTrue();
    environment.put("PATH", tools.toString());
  }

  private void trainingThatWaits() throws Exception {
    Process made = new ProcessBuilder("mkfifo", gate().toString()).start();
    assertThat(made.waitFor()).isZero();
    java("jdk", "17.0.1", "echo archive", 0);
    Path java = directory.resolve("jdk/bin/java");
    String waits =
        "echo classes > \"${argument#*=}\"; echo \"$$ $PPID $PWD\" >> '%s'; read go < '%s' ;;"
            .formatted(trainingLog(), gate());
    Files.writeString(
        java, Files.readString(java).replace("echo classes > \"${argument#*=}\" ;;", waits));
  }

  private Path gate() {
    return directory.resolve("gate");
  }

  private Path trainingLog() {
    return directory.resolve("trainings");
  }

  private List<String> trainings() throws IOException {
    return Files.exists(trainingLog()) ? Files.readAllLines(trainingLog()) : List.of();
  }

  private Training awaitTraining(int number) throws IOException {
    Waiting.until(PATIENCE, () -> lines(trainingLog()) >= number);
    String[] words = trainings().get(number - 1).split(" ", 3);
    return new Training(Long.parseLong(words[0]), Long.parseLong(words[1]), Path.of(words[2]));
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void kill(long process) {
    ProcessHandle.of(process)
        .ifPresent(
            it -> {
              it.destroyForcibly();
              it.onExit().join();
            });
  }

  private static boolean isOver(Training training) {
    return Files.notExists(training.directory())
        && ProcessHandle.of(training.maker()).filter(ProcessHandle::isAlive).isEmpty();
  }

  @Test
  void saysThatItIsSwitchedOff() throws Exception {
    assertThat(run(script, "server").lines())
        .contains("-Dazimuth.class_sharing=off, because of AZIMUTH_CLASS_SHARING");
    environment.remove("AZIMUTH_CLASS_SHARING");
    environment.put("AZIMUTH_JAVA_OPTS", "-Xshare:off");
    assertThat(run(script, "server").lines())
        .contains("-Dazimuth.class_sharing=off, because of AZIMUTH_JAVA_OPTS");
  }

  @Test
  void aServerWhoseMemoryRunsOutEnds() throws Exception {
    assertThat(run(script, "server").lines()).contains("-XX:+ExitOnOutOfMemoryError");
    environment.put("AZIMUTH_JAVA_OPTS", "-XX:-ExitOnOutOfMemoryError");
    List<String> lines = run(script, "server").lines();
    assertThat(lines.indexOf("-XX:-ExitOnOutOfMemoryError"))
        .isGreaterThan(lines.indexOf("-XX:+ExitOnOutOfMemoryError"));
  }

  private Path onlyFile(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(home.toRealPath().resolve("cache"))) {
      List<Path> all = files.toList();
      assertThat(all).singleElement().asString().endsWith(suffix);
      return all.get(0);
    }
  }

  // The fake's training run fails with 7, so this one ends well.
  private void prepare(String version) throws Exception {
    java("jdk", version, "echo archive", 0);
    environment.put("AZIMUTH_CLASS_SHARING", "prepare");
    assertThat(run(script).exit()).isZero();
  }

  private void java(String name, String version, String archive) throws IOException {
    java(name, version, archive, 7);
  }

  private void java(String name, String version, String archive, int exit) throws IOException {
    java(name, version, archive, exit, archive);
  }

  private void java(String name, String version, String archive, int exit, String cache)
      throws IOException {
    Path bin = Files.createDirectories(directory.resolve(name + "/bin"));
    String text = FAKE_JAVA.formatted(archive, cache).replace("exit 7", "exit " + exit);
    Files.writeString(bin.resolve("java"), text);
    executable(bin.resolve("java"));
    Files.writeString(
        directory.resolve(name + "/release"),
        "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result run(Path command, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(command.toString()));
    line.addAll(Arrays.asList(arguments));
    Path errors = directory.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(working.toFile()).redirectError(errors.toFile());
    builder.environment().remove("AZIMUTH_JAVA_OPTS");
    builder.environment().remove("AZIMUTH_CLASS_SHARING");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(
        process.exitValue(), process.pid(), output.lines().toList(), Files.readString(errors));
  }
}
