package io.azimuth.adapters.cron;

import com.cronutils.model.time.ExecutionTime;
import io.azimuth.domain.rotation.schedule.FiringTimes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The times of a schedule that fires at least once. */
final class CronFiringTimes implements FiringTimes {

  private final ExecutionTime times;

  CronFiringTimes(ExecutionTime times) {
    this.times = times;
  }

  @Override
  public Instant next(Instant after) {
    return times
        .nextExecution(after.atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toInstant)
        .orElseThrow(() -> new IllegalStateException("a schedule stopped firing"));
  }
}
