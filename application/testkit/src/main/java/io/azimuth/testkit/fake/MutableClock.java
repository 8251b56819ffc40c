package io.azimuth.testkit.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves; otherwise its time does not change. */
public final class MutableClock extends Clock {

  private volatile Instant now;

  /** A clock at that moment. */
  public MutableClock(Instant start) {
    this.now = start;
  }

  /** Moves the time forward. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new AssertionError("all times here are in UTC");
  }
}
