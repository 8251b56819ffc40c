package io.azimuth.adapters.cron;

import com.cronutils.model.time.ExecutionTime;
import io.azimuth.domain.rotation.schedule.FiringTimes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** A schedule that was read and that fires at some time. */
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
