package io.azimuth.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks, and fails when one allocates more than it may. Bytes are guarded, not times:
 * they are the same on each machine.
 */
public final class Benchmarks {

  private static final String BYTES = "gc.alloc.rate.norm";

  /** The most bytes that an operation may allocate: a tenth more than on Java 17, at least. */
  private static final Map<String, Double> MOST_BYTES =
      Map.of(
          "AnswerBenchmark.line", 2_200.0,
          "HashBenchmark.ofToken", 700.0,
          "PolicyBenchmark.decide", 450.0,
          "TokenBenchmark.jdk", 29_500.0,
          "TokenBenchmark.parse", 18_500.0,
          "TokenBenchmark.withProvider", 22_000.0);

  private Benchmarks() {}

  /** Exits with 1 when a benchmark allocates too much, or has no limit. */
  public static void main(String[] arguments) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("Benchmark\\.")
                    .forks(1)
                    .jvmArgs("-XX:+UseSerialGC", "-Xmx256m", "-Xmn32m")
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.seconds(1))
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .mode(Mode.AverageTime)
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    List<String> problems = new ArrayList<>();
    Map<String, String> lines = new TreeMap<>();
    for (RunResult result : results) {
      String name = name(result);
      double bytes = bytes(result);
      lines.put(
          name,
          String.format(
              Locale.ROOT,
              "%-32s %8.2f us %8.0f bytes",
              name,
              result.getPrimaryResult().getScore(),
              bytes));
      if (!(bytes <= MOST_BYTES.getOrDefault(name, 0.0))) {
        problems.add("%s may allocate %s bytes".formatted(name, MOST_BYTES.get(name)));
      }
    }
    if (!lines.keySet().equals(MOST_BYTES.keySet())) {
      problems.add("not all benchmarks that have a limit were run");
    }
    lines.values().forEach(System.out::println);
    problems.forEach(System.out::println);
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  private static double bytes(RunResult result) {
    for (var one : result.getSecondaryResults().entrySet()) {
      if (one.getKey().endsWith(BYTES)) {
        return one.getValue().getScore();
      }
    }
    return Double.NaN;
  }
}
