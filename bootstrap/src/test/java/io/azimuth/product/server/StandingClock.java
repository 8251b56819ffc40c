package io.azimuth.product.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class StandingClock extends Clock {

  private final AtomicReference<Instant> now;

  /** A clock that stands there. */
  public StandingClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  /** A clock on the first of January 2026, at noon. */
  public static StandingClock standing() {
    return new StandingClock(Instant.parse("2026-01-01T12:00:00Z"));
  }

  /** Moves on. */
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
