package io.azimuth.adapters.azure.simulator.arm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Limits the reads of each resource per minute; the minute begins with the first read. */
public final class ReadThrottle {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MAX_WINDOWS = 10_000;

  private final Clock clock;
  private final Map<String, Integer> limits = new HashMap<>();
  private final Map<String, Window> windows = new HashMap<>();

  private record Window(Instant end, int left) {}

  /**
   * The decision about a read.
   *
   * @param pause how long the client must wait; zero when the read is allowed
   * @param left how many reads the minute has left; absent without a limit
   */
  record Verdict(Duration pause, OptionalInt left) {

    boolean refused() {
      return !pause.isZero();
    }
  }

  public ReadThrottle(Clock clock) {
    this.clock = clock;
  }

  /** Limits a resource, or all that have no limit of their own. */
  public synchronized void limit(String key, int readsPerMinute) {
    if (readsPerMinute < 0) {
      throw new IllegalArgumentException("reads_per_minute is not negative");
    }
    limits.put(key, readsPerMinute);
    windows.clear();
  }

  public synchronized void unlimit(String key) {
    limits.remove(key);
    windows.clear();
  }

  synchronized void clear() {
    limits.clear();
    windows.clear();
  }

  synchronized Verdict take(String key) {
    Integer limit = limits.containsKey(key) ? limits.get(key) : limits.get(ResourceFaultTable.ALL);
    if (limit == null) {
      return new Verdict(Duration.ZERO, OptionalInt.empty());
    }
    Instant now = clock.instant();
    Window window = windows.get(key);
    if (window == null || !now.isBefore(window.end())) {
      window = new Window(now.plus(WINDOW), limit);
    }
    if (window.left() == 0) {
      remember(key, window);
      return new Verdict(Duration.between(now, window.end()), OptionalInt.of(0));
    }
    remember(key, new Window(window.end(), window.left() - 1));
    return new Verdict(Duration.ZERO, OptionalInt.of(window.left() - 1));
  }

  private void remember(String key, Window window) {
    if (windows.size() >= MAX_WINDOWS) {
      windows.clear();
    }
    windows.put(key, window);
  }
}
