package io.azimuth.azure.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How the server's client secret is rotated (spec 8.1).
 *
 * @param passwordTtl how long a new password is valid
 * @param schedule when, as a unix cron text in UTC; empty when not by the calendar
 * @param window how long after a firing it may still begin; zero until the next firing
 * @param period how often; zero when not by period
 * @param disabled whether nothing is rotated by itself
 */
public record RotationSettings(
    Duration passwordTtl, String schedule, Duration window, Duration period, boolean disabled) {

  public RotationSettings {
    Objects.requireNonNull(passwordTtl, "passwordTtl");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(period, "period");
  }

  /** Whether there is a schedule or a period, be it switched on or off. */
  public boolean isAutomated() {
    return !schedule.isEmpty() || !period.isZero();
  }

  /** Whether the other settings rotate at the same times. */
  public boolean isSameTimetable(RotationSettings other) {
    return schedule.equals(other.schedule)
        && window.equals(other.window)
        && period.equals(other.period)
        && disabled == other.disabled;
  }
}
