package io.azimuth.load;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What one run measures.
 *
 * @param distribution the directory with {@code bin/azimuth}
 * @param report where the figures go
 * @param warmUp load before the first figure, for each server
 * @param window how long one figure is measured
 * @param rounds windows per figure, the servers taking turns; the median counts
 * @param starts cold starts per figure; the median counts
 * @param floor the least share of the ceiling that is good, at 64 connections
 */
record LoadOptions(
    Path distribution,
    Path report,
    Duration warmUp,
    Duration window,
    int rounds,
    int starts,
    double floor) {

  LoadOptions {
    if (warmUp.isNegative() || window.toSeconds() < 1 || rounds < 1 || starts < 1) {
      throw new IllegalArgumentException("a run has at least one window of a second and one start");
    }
  }

  /** From {@code -Dload.…}. */
  static LoadOptions fromProperties() {
    return new LoadOptions(
        Path.of(System.getProperty("load.distribution", "target/azimuth")).toAbsolutePath(),
        Path.of(System.getProperty("load.report", "target/load.txt")).toAbsolutePath(),
        Duration.ofSeconds(Integer.getInteger("load.warmup", 15)),
        Duration.ofSeconds(Integer.getInteger("load.seconds", 8)),
        Integer.getInteger("load.rounds", 3),
        Integer.getInteger("load.starts", 7),
        Double.parseDouble(System.getProperty("load.floor", "0.5")));
  }
}
