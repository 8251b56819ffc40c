package io.azimuth.bootstrap.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that runs so many times faster than the system's, and shows the same in every process: a
 * rotation that takes a minute is over in seconds.
 */
public final class FastClock extends Clock {

  private static final Clock SYSTEM = Clock.systemUTC();

  private final Instant begin;
  private final int factor;

  private FastClock(Instant begin, int factor) {
    this.begin = begin;
    this.factor = factor;
  }

  /** A clock that shows the time of the system now and runs ahead of it from then on. */
  public static FastClock running(int factor) {
    return new FastClock(SYSTEM.instant(), factor);
  }

  /** The clock in words, for {@link #parse} in another process. */
  public String text() {
    return begin + "x" + factor;
  }

  /**
   * The clock of those words.
   *
   * @throws RuntimeException when they are none of {@link #text}
   */
  public static FastClock parse(String text) {
    int at = text.lastIndexOf('x');
    return new FastClock(
        Instant.parse(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
  }

  @Override
  public Instant instant() {
    return begin.plus(Duration.between(begin, SYSTEM.instant()).multipliedBy(factor));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("it knows UTC only");
  }
}
