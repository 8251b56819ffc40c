package io.azimuth.adapters.cron;

import io.azimuth.domain.rotation.schedule.FiringTimes;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.time.Instant;
import java.util.List;

/** Fuzzes cron schedules. */
public final class CronTarget implements FuzzTarget {

  private static final Instant BEGIN = Instant.parse("2026-11-25T12:00:30Z");

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "0 2 * * SUN",
        "*/15 9-17 1,15 JAN-MAR 1-5",
        "0 0 29 2 *",
        "0 0 31 4 *",
        "0 0 31 2 MON",
        "0 9-17/ * * *");
  }

  @Override
  public void accept(byte[] input) {
    new UnixCronSchedules()
        .parse(Inputs.text(input))
        .value()
        .ifPresent(times -> firesForEver(Inputs.text(input), times));
  }

  private static void firesForEver(String text, FiringTimes times) {
    Instant at = BEGIN;
    for (int i = 0; i < 3; i++) {
      Instant next = times.next(at);
      Property.holds(next.isAfter(at), () -> text + " fires at " + next);
      Property.same(next.getEpochSecond() % 60, 0L, "seconds of " + text);
      at = next;
    }
    Property.same(times.latest(BEGIN, at), java.util.Optional.of(at), "latest of " + text);
  }

  /** The library needs much memory for short inputs, because it checks one day after the other. */
  @Override
  public long allocationPerByte() {
    return 8 << 20;
  }
}
