package io.azimuth.product.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock whose time changes only when a test moves it. Thread-safe. */
public final class StandingClock extends Clock {

  private final AtomicReference<Instant> now;

  /** A clock that shows this time. */
  public StandingClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  /** A clock that shows noon on 1 January 2026. */
  public static StandingClock standing() {
    return new StandingClock(Instant.parse("2026-01-01T12:00:00Z"));
  }

  /** Moves the time forward. */
  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
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
