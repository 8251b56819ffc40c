package io.azimuth.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processor time of a JVM's threads in microseconds, by thread name without numbers. It
 * excludes the compilers, which on a busy machine still run during the measurement. Linux only:
 * empty where there is no {@code /proc}.
 *
 * @param micros the time of each kind of thread
 */
record ProcessorTime(Map<String, Double> micros) {

  private static final double TICK_MICROS = 10_000;

  /** Behind the name: user time is the 12th word, system time the 13th. */
  private static final int USER = 11;

  ProcessorTime {
    micros = Map.copyOf(micros);
  }

  static ProcessorTime of(long pid) throws IOException {
    Map<String, Double> micros = new TreeMap<>();
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    if (Files.isDirectory(tasks)) {
      try (Stream<Path> threads = Files.list(tasks)) {
        threads.forEach(thread -> add(thread.resolve("stat"), micros));
      }
    }
    return new ProcessorTime(micros);
  }

  private static void add(Path stat, Map<String, Double> micros) {
    String line;
    try {
      line = Files.readString(stat);
    } catch (IOException e) {
      return; // the thread has ended
    }
    int behindName = line.lastIndexOf(')');
    String name = line.substring(line.indexOf('(') + 1, behindName).replaceAll("[-#]?\\d+", "");
    if (name.startsWith("C Compiler")) {
      return;
    }
    List<String> words = List.of(line.substring(behindName + 2).split(" "));
    long ticks = Long.parseLong(words.get(USER)) + Long.parseLong(words.get(USER + 1));
    micros.merge(name, TICK_MICROS * ticks, Double::sum);
  }

  double sum() {
    return micros.isEmpty()
        ? Double.NaN
        : micros.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The time used since the earlier value, per request. */
  ProcessorTime since(ProcessorTime before, int requests) {
    Map<String, Double> used = new TreeMap<>();
    micros.forEach(
        (name, now) -> used.put(name, (now - before.micros().getOrDefault(name, 0.0)) / requests));
    return new ProcessorTime(used);
  }

  /** The kinds of thread with the most processor time. */
  String most() {
    return micros.entrySet().stream()
        .filter(one -> one.getValue() >= 0.5)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(one -> String.format(Locale.ROOT, "%s %.0f", one.getKey().strip(), one.getValue()))
        .collect(Collectors.joining(", "));
  }
}
