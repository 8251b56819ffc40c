package io.azimuth.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processor time of a JVM's threads without its compilers', which on a busy machine are still
 * at work when the figures are taken. Linux only.
 */
final class ProcessorTime {

  private static final double TICK_MICROS = 10_000;

  /** Behind the name: user time is the 12th word, system time the 13th. */
  private static final int USER = 11;

  private ProcessorTime() {}

  /** Microseconds so far; not a number where there is no {@code /proc}. */
  static double micros(long pid) throws IOException {
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    if (!Files.isDirectory(tasks)) {
      return Double.NaN;
    }
    double sum = 0;
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        sum += micros(thread.resolve("stat"));
      }
    }
    return sum;
  }

  private static double micros(Path stat) {
    String line;
    try {
      line = Files.readString(stat);
    } catch (IOException e) {
      return 0; // the thread has ended
    }
    int behindName = line.lastIndexOf(')');
    String name = line.substring(line.indexOf('(') + 1, behindName);
    if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
      return 0;
    }
    List<String> words = List.of(line.substring(behindName + 2).split(" "));
    return TICK_MICROS * (Long.parseLong(words.get(USER)) + Long.parseLong(words.get(USER + 1)));
  }
}
