package io.azimuth.bootstrap.agent;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Writes the failures of one repeated action: a line for the first one, for each other reason, and
 * then one each ten minutes; and a line when the action succeeds again.
 */
public final class FailureLines {

  private static final long REMINDER = Duration.ofMinutes(10).toNanos();

  private final AgentLog log;
  private final String action;
  private final LongSupplier nanos;
  private String reason = "";
  private long written;
  private int failures;

  /**
   * Creates lines about an action.
   *
   * @param action what fails, such as {@code the login}
   * @param nanos a time that only goes forward
   */
  public FailureLines(AgentLog log, String action, LongSupplier nanos) {
    this.log = log;
    this.action = action;
    this.nanos = nanos;
  }

  /** Notes a failure and returns how many there were in a row. */
  public int failed(String why) {
    String line =
        why.lines()
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .reduce(FailureLines::joined)
            .orElse("");
    long now = nanos.getAsLong();
    failures++;
    if (failures == 1 || !line.equals(reason) || now - written >= REMINDER) {
      String times = failures == 1 ? "" : " (attempt " + failures + ")";
      log.warn(action + " failed" + times + ": " + line);
      reason = line;
      written = now;
    }
    return failures;
  }

  private static String joined(String before, String next) {
    return before + " " + next;
  }

  /** Notes a success. */
  public void succeeded() {
    if (failures > 0) {
      log.info(
          action + " succeeded after " + failures + (failures == 1 ? " failure" : " failures"));
    }
    failures = 0;
    reason = "";
  }
}
