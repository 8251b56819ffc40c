package io.azimuth.bootstrap.plugin.guard;

import java.time.Duration;

/**
 * Whether requests to one mount, for one cloud or at one place are let through. After five in a row
 * that were late it opens: for five seconds nothing is let through, then one request, whose outcome
 * decides.
 */
final class Circuit {

  static final int FAILURES = 5;
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** Longer than any request is at work: one whose outcome was never reported decides nothing. */
  static final Duration TRIAL = Duration.ofSeconds(30);

  private int failures;
  private boolean open;
  private boolean trying;
  private long tryingSince;
  private long pausedSince;

  /** Whether a request may pass at this moment of the monotonic clock. */
  synchronized boolean admits(long now) {
    if (!open) {
      return true;
    }
    boolean undecided = trying && now - tryingSince < TRIAL.toNanos();
    if (undecided || now - pausedSince < PAUSE.toNanos()) {
      return false;
    }
    trying = true;
    tryingSince = now;
    return true;
  }

  /** A request came to its end in time. */
  synchronized void worked() {
    failures = 0;
    open = false;
    trying = false;
  }

  /** A request proves nothing: it was not served, or only in part. */
  synchronized void skipped() {
    trying = false;
  }

  /** A request was late; true if that opened the circuit. */
  synchronized boolean failed(long now) {
    boolean wasOpen = open;
    failures++;
    trying = false;
    if (failures >= FAILURES) {
      open = true;
      pausedSince = now;
    }
    return open && !wasOpen;
  }

  synchronized boolean isOpen() {
    return open;
  }
}
