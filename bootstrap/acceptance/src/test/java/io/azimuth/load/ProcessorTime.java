package io.azimuth.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The processor time of a JVM's threads in microseconds. It excludes the compilers, which on a busy
 * machine still run during the measurement. Linux only.
 */
final class ProcessorTime {

  private static final double TICK_MICROS = 10_000;

  /** Behind the name: user time is the 12th word, system time the 13th. */
  private static final int USER = 11;

  private ProcessorTime() {}

  /** The time so far; none where there is no {@code /proc}. */
  static ThreadCosts of(long pid) throws IOException {
    Map<String, Double> micros = new TreeMap<>();
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    if (Files.isDirectory(tasks)) {
      try (Stream<Path> threads = Files.list(tasks)) {
        threads.forEach(thread -> add(thread.resolve("stat"), micros));
      }
    }
    return new ThreadCosts(micros);
  }

  private static void add(Path stat, Map<String, Double> micros) {
    String line;
    try {
      line = Files.readString(stat);
    } catch (IOException e) {
      return; // the thread has ended
    }
    int behindName = line.lastIndexOf(')');
    String name = ThreadCosts.kind(line.substring(line.indexOf('(') + 1, behindName));
    if (name.startsWith("C Compiler")) {
      return;
    }
    List<String> words = List.of(line.substring(behindName + 2).split(" "));
    long ticks = Long.parseLong(words.get(USER)) + Long.parseLong(words.get(USER + 1));
    micros.merge(name, TICK_MICROS * ticks, Double::sum);
  }
}
