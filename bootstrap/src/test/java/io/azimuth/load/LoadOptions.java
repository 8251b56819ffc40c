package io.azimuth.load;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The options of one run.
 *
 * @param distribution the directory with {@code bin/azimuth}
 * @param report the file for the figures
 * @param warmUp how long each server runs under load before the first figure
 * @param window the length of one measurement
 * @param rounds the number of windows per figure; the servers take turns and the result is the
 *     median
 * @param starts the number of cold starts per figure; the result is the median
 * @param floor the lowest acceptable share of the ceiling, at 64 connections
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

  /** Reads the options from the system properties {@code load.…}. */
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
