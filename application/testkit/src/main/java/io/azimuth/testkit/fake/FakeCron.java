package io.azimuth.testkit.fake;

import io.azimuth.domain.rotation.schedule.FiringTimes;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.schedule.CronSchedules;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Knows three schedules: every minute, every hour, and noon of every day. */
public final class FakeCron implements CronSchedules {

  private static final Map<String, FiringTimes> KNOWN =
      Map.of(
          "* * * * *", every(Duration.ofMinutes(1), Duration.ZERO),
          "0 * * * *", every(Duration.ofHours(1), Duration.ZERO),
          "0 12 * * *", every(Duration.ofDays(1), Duration.ofHours(12)));

  @Override
  public Checked<FiringTimes> parse(String text) {
    return KNOWN.containsKey(text)
        ? Checked.of(KNOWN.get(text))
        : Checked.problem("this is no schedule");
  }

  private static FiringTimes every(Duration length, Duration offset) {
    return after -> {
      long seconds = after.getEpochSecond() - offset.toSeconds();
      long next = (Math.floorDiv(seconds, length.toSeconds()) + 1) * length.toSeconds();
      return Instant.ofEpochSecond(next + offset.toSeconds());
    };
  }
}
