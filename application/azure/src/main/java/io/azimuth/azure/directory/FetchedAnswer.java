package io.azimuth.azure.directory;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import java.time.Duration;
import java.time.Instant;

/**
 * An answer and the time at which it held.
 *
 * @param answer the answer of Azure
 * @param at when it arrived, or when the list began that it is from
 * @param nanos the same by {@link System#nanoTime}: a login that began before was not decided by
 *     anything older than itself
 * @param listed whether it is from a list, which answered others too
 */
record FetchedAnswer<A>(A answer, Instant at, long nanos, boolean listed) {

  /** Whether it is younger than that; one from the future is not. */
  boolean isWithin(Duration time, Instant now) {
    return isWithin(at, time, now);
  }

  /** Whether what is of that moment is younger than the time. */
  static boolean isWithin(Instant at, Duration time, Instant now) {
    Duration age = Duration.between(at, now);
    return !age.isNegative() && age.compareTo(time) < 0;
  }

  /** The facts of a machine from a list that began then. */
  static FetchedAnswer<DirectoryAnswer> ofList(ResourceFacts facts, Instant begun, long nanos) {
    return new FetchedAnswer<>(new DirectoryAnswer.Found(facts), begun, nanos, true);
  }

  /** The list that would have contained a machine failed, and is made again after that time. */
  static FetchedAnswer<DirectoryAnswer> ofFailedList(Duration again, Instant now, long nanos) {
    return new FetchedAnswer<>(new DirectoryAnswer.Throttled(again), now, nanos, true);
  }
}
