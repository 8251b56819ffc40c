package io.azimuth.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs Jazzer in its own process, because it instruments every class that it loads, and there may
 * be only one in a process.
 *
 * @param target the name of a target, or {@code all}
 * @param directory the directory of the run: corpus, log and failing inputs
 * @param limit the option of the fuzzer that limits the run
 * @param brief whether the run is too short for optimizing compilation
 * @param longestInput the maximum length of an input in bytes
 */
record JazzerRun(String target, Path directory, String limit, boolean brief, int longestInput) {

  private static final String MAIN = "com.code_intelligence.jazzer.Jazzer";
  private static final long MORE_THAN_ENOUGH_HOURS = 24;

  Path corpus() {
    return directory.resolve("corpus");
  }

  Path log() {
    return directory.resolve("log");
  }

  /** Deletes the corpus, so that inputs of an earlier run have no effect. */
  void forgetCorpus() throws IOException {
    if (Files.isDirectory(corpus())) {
      try (Stream<Path> files = Files.list(corpus())) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Runs to the end and returns the exit code, which is not 0 after a finding. */
  int run() throws IOException, InterruptedException {
    Files.createDirectories(corpus());
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    try {
      return process.waitFor(MORE_THAN_ENOUGH_HOURS, TimeUnit.HOURS) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }

  /** The class path without JUnit, because Jazzer would load another version of it. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("junit-"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of("-XX:+UseSerialGC", "-Xmx1g", "-Xss1m", "-XX:-OmitStackTraceInFastThrow"));
    if (brief) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    // The agent is attached after the start, which newer JVMs allow only with this option.
    command.add("-XX:+EnableDynamicAgentLoading");
    command.add("-D" + FuzzEntry.PROPERTY + "=" + target);
    command.addAll(List.of("-cp", classPath(), MAIN));
    command.add("--target_class=" + FuzzEntry.class.getName());
    command.add("--instrumentation_includes=io.azimuth.**");
    // Libraries are not tested, and instrumenting their classes takes most of the time.
    command.add("--custom_hook_includes=io.azimuth.**");
    command.add("--reproducer_path=" + directory);
    command.addAll(List.of("-seed=1", "-timeout=60", "-rss_limit_mb=3072", "-print_final_stats=1"));
    command.addAll(List.of("-max_len=" + longestInput, limit));
    command.add("-artifact_prefix=" + directory + "/");
    command.add(corpus().toString());
    return command;
  }
}
