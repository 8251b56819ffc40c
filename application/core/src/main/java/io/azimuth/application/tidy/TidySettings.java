package io.azimuth.application.tidy;

import io.azimuth.domain.identity.EntityActivity;
import io.azimuth.domain.text.Checked;
import java.time.Duration;

/**
 * When unused entities are removed.
 *
 * @param enabled whether the server does so by itself
 * @param unusedFor for how long an entity must have been given no token
 * @param interval from the beginning of one run to that of the next
 */
record TidySettings(boolean enabled, Duration unusedFor, Duration interval) {

  /** Off; what is removed when somebody asks for it was not used for 90 days. */
  static final TidySettings STANDARD =
      new TidySettings(false, Duration.ofDays(90), Duration.ofDays(1));

  private static final Duration SHORTEST_INTERVAL = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** These settings, or why they cannot be. */
  Checked<TidySettings> checked() {
    if (unusedFor.compareTo(EntityActivity.RESOLUTION) < 0 || unusedFor.compareTo(LONGEST) > 0) {
      return Checked.problem("unused_for is 24h to 876000h");
    }
    return interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST) > 0
        ? Checked.problem("interval_duration is 1h to 876000h")
        : Checked.of(this);
  }
}
