package io.azimuth.spi.schedule;

import io.azimuth.domain.rotation.schedule.FiringTimes;
import io.azimuth.domain.text.Checked;

/**
 * Reads the schedules of unix cron: five fields, in UTC. Names of days and months are read in any
 * case, Sunday is 0 or 7, and where day of month and day of week are both restricted, either is
 * enough. Safe for use by many threads.
 */
public interface CronSchedules {

  /** The longest text that is read, in characters. */
  int MAX_LENGTH = 256;

  /**
   * The moments at which the schedule fires, or a sentence that explains what is wrong with it; a
   * schedule that never fires is wrong, too.
   */
  Checked<FiringTimes> parse(String text);
}
