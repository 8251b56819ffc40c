package io.azimuth.bootstrap.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that runs faster than the system clock by a factor, and shows the same time in every
 * process. With it, a rotation that takes a minute ends within seconds.
 */
public final class FastClock extends Clock {

  private static final Clock SYSTEM = Clock.systemUTC();

  private final Instant begin;
  private final int factor;

  private FastClock(Instant begin, int factor) {
    this.begin = begin;
    this.factor = factor;
  }

  /** Creates a clock that starts at the current system time. */
  public static FastClock running(int factor) {
    return new FastClock(SYSTEM.instant(), factor);
  }

  /** The clock as text, for {@link #parse} in another process. */
  public String text() {
    return begin + "x" + factor;
  }

  /**
   * Creates the clock from its text.
   *
   * @throws RuntimeException if {@link #text} did not make this text
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
