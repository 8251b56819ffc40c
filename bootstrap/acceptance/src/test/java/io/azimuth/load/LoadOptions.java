package io.azimuth.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of one run.
 *
 * @param distribution the directory with {@code bin/azimuth}
 * @param report the file for the figures
 * @param page the page of the documentation that shows what each chapter found last
 * @param only the chapters to measure; all but the longest when empty
 * @param warmUp how long each server runs under load before the first figure
 * @param warmUps how often, at most, that is repeated while the JVM compiles
 * @param window the length of one measurement
 * @param rounds the number of windows per figure; the servers take turns and the result is the
 *     median
 * @param starts the number of cold starts per figure; the result is the median
 * @param tokens how many tokens a large store holds
 * @param objects how many roles, and how many entities, a large store holds
 * @param churn how many tokens come and go on each day of a week in fast motion
 */
record LoadOptions(
    Path distribution,
    Path report,
    Path page,
    Set<String> only,
    Duration warmUp,
    int warmUps,
    Duration window,
    int rounds,
    int starts,
    int tokens,
    int objects,
    int churn) {

  LoadOptions {
    only = Set.copyOf(only);
    if (warmUp.isNegative() || window.toSeconds() < 1 || rounds < 1 || starts < 1) {
      throw new IllegalArgumentException("a run has at least one window of a second and one start");
    }
  }

  /** Reads the options from the system properties {@code load.…}. */
  static LoadOptions fromProperties() {
    return new LoadOptions(
        Path.of(System.getProperty("load.distribution", "../target/azimuth")).toAbsolutePath(),
        Path.of(System.getProperty("load.report", "../target/load.txt")).toAbsolutePath(),
        Path.of(System.getProperty("load.page", "../../docs/evidence/performance.md"))
            .toAbsolutePath(),
        Stream.of(System.getProperty("load.only", "").split(","))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet()),
        Duration.ofSeconds(Integer.getInteger("load.warmup", 10)),
        Integer.getInteger("load.warmups", 8),
        Duration.ofSeconds(Integer.getInteger("load.seconds", 5)),
        Integer.getInteger("load.rounds", 3),
        Integer.getInteger("load.starts", 5),
        Integer.getInteger("load.tokens", 1_000_000),
        Integer.getInteger("load.objects", 100_000),
        Integer.getInteger("load.churn", 100_000));
  }

  /** How long is measured, for readers of the figures. */
  String words() {
    return "%d windows of %d s, at most %d warm-ups of %d s, %d starts"
        .formatted(rounds, window.toSeconds(), warmUps, warmUp.toSeconds(), starts);
  }

  /** Whether a chapter is to be measured; that one only if it is named. */
  boolean measures(String chapter, String onlyIfNamed) {
    return only.isEmpty() ? !chapter.equals(onlyIfNamed) : only.contains(chapter);
  }
}
