package io.azimuth.application.route;

import io.azimuth.spi.remote.Deadline;
import java.time.Duration;

/**
 * How long a request waits for other systems in all: 10 s, unless it waits for its turn. It runs
 * from the creation of this object. Safe for use by many threads.
 */
public final class RequestWaitLimit {

  /** The time of a request that does not wait for its turn. */
  public static final Duration USUAL = Duration.ofSeconds(10);

  /** The most that any request waits. */
  public static final Duration LONGEST = Duration.ofSeconds(60);

  private volatile Deadline deadline = Deadline.of(USUAL);
  private volatile boolean changed;

  /** Ends when the request has waited as long as it may. */
  public Deadline deadline() {
    return deadline;
  }

  /** Whether the request waits, or has waited, for its turn. */
  public boolean isChanged() {
    return changed;
  }

  /**
   * From now on the request waits for that time in all, but not longer than {@link #LONGEST}.
   *
   * @return the deadline as it is now
   */
  public Deadline last(Duration time) {
    changed = true;
    deadline = deadline.lasting(time.compareTo(LONGEST) < 0 ? time : LONGEST);
    return deadline;
  }
}
