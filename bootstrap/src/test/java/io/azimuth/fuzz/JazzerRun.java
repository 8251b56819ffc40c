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
 * One run of Jazzer in a process of its own: it instruments every class that it loads, and there
 * may be one in a process only.
 *
 * @param target the name of a target, or all
 * @param directory of this run: the corpus, the log, and the inputs that broke something
 * @param limit when to stop, in the fuzzer's words
 * @param brief whether it is over before compiling well would pay
 * @param longestInput in bytes
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

  /** So that what an earlier run found changes nothing. */
  void forgetCorpus() throws IOException {
    if (Files.isDirectory(corpus())) {
      try (Stream<Path> files = Files.list(corpus())) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Runs to the end; the exit code is not 0 when something was found. */
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

  /** Without JUnit, which Jazzer would run in another version than ours. */
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
    // The agent comes later than the process: newer runtimes want to be told that it may.
    command.add("-XX:+EnableDynamicAgentLoading");
    command.add("-D" + FuzzEntry.PROPERTY + "=" + target);
    command.addAll(List.of("-cp", classPath(), MAIN));
    command.add("--target_class=" + FuzzEntry.class.getName());
    command.add("--instrumentation_includes=io.azimuth.**");
    // Libraries are not what is tested, and looking at each of their classes takes longest.
    command.add("--custom_hook_includes=io.azimuth.**");
    command.add("--reproducer_path=" + directory);
    command.addAll(List.of("-seed=1", "-timeout=60", "-rss_limit_mb=3072", "-print_final_stats=1"));
    command.addAll(List.of("-max_len=" + longestInput, limit));
    command.add("-artifact_prefix=" + directory + "/");
    command.add(corpus().toString());
    return command;
  }
}
