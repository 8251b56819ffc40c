package io.azimuth.adapters.cron;

import com.cronutils.model.time.ExecutionTime;
import io.azimuth.domain.rotation.schedule.FiringTimes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicInteger;

/** The times of a schedule that fires at least once. */
final class CronFiringTimes implements FiringTimes {

  private final ExecutionTime times;
  private final AtomicInteger perDay = new AtomicInteger(); // 0: not counted yet

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

  /**
   * {@inheritDoc}
   *
   * <p>In unix cron the minutes and hours are the same on each day, so this counts once.
   */
  @Override
  public int perDay(Instant from) {
    int known = perDay.get();
    if (known > 0) {
      return known;
    }
    int counted = FiringTimes.super.perDay(from);
    perDay.set(counted);
    return counted;
  }
}
