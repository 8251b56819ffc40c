package io.azimuth.adapters.storage;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock whose time changes only when a test sets it. */
public final class MovableClock extends Clock {

  private volatile Instant now;

  /** Starts at that moment. */
  public MovableClock(Instant now) {
    this.now = now;
  }

  /** Sets the time. */
  public void set(Instant moment) {
    now = moment;
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
    throw new UnsupportedOperationException("the zone is UTC");
  }
}
