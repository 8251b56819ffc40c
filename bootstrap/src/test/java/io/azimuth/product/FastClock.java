package io.azimuth.product;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs so many times faster than the system's, also across processes. */
public final class FastClock extends Clock {

  private final Instant begin;
  private final int factor;

  /** It showed the system's time at that moment. */
  public FastClock(Instant begin, int factor) {
    this.begin = begin;
    this.factor = factor;
  }

  /** Runs from now on. */
  public static FastClock running(int factor) {
    return new FastClock(Instant.now(), factor);
  }

  /** The same clock in words for {@link #parse}. */
  public String text() {
    return begin + "x" + factor;
  }

  /** The clock of those words. */
  public static FastClock parse(String text) {
    int at = text.lastIndexOf('x');
    return new FastClock(
        Instant.parse(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
  }

  @Override
  public Instant instant() {
    return begin.plus(Duration.between(begin, Instant.now()).multipliedBy(factor));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody asks the server for a zone");
  }
}
