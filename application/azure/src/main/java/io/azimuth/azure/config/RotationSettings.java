package io.azimuth.azure.config;

import java.time.Duration;

/**
 * How the server's client secret or certificate is rotated.
 *
 * @param passwordTtl the lifetime of a new password or certificate
 * @param schedule a unix cron text in UTC; empty without a schedule
 * @param window how long after a moment of the schedule it may still begin; zero means until the
 *     next one
 * @param period the time between rotations; zero without a period
 * @param disabled whether automated rotation is disabled
 */
public record RotationSettings(
    Duration passwordTtl, String schedule, Duration window, Duration period, boolean disabled) {

  /** Whether there is a schedule or a period, enabled or disabled. */
  public boolean isAutomated() {
    return !schedule.isEmpty() || !period.isZero();
  }

  public boolean isSameTimetable(RotationSettings other) {
    return schedule.equals(other.schedule)
        && window.equals(other.window)
        && period.equals(other.period)
        && disabled == other.disabled;
  }
}
