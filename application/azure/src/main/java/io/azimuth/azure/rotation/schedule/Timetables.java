package io.azimuth.azure.rotation.schedule;

import io.azimuth.azure.config.RotationSettings;
import io.azimuth.domain.rotation.schedule.FiringTimes;
import io.azimuth.domain.rotation.schedule.NoRotation;
import io.azimuth.domain.rotation.schedule.PeriodicRotation;
import io.azimuth.domain.rotation.schedule.ScheduledRotation;
import io.azimuth.domain.rotation.schedule.Timetable;
import io.azimuth.domain.rotation.schedule.TimetableState;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.schedule.CronSchedules;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Instant;
import java.util.Optional;

/** The timetables of automated rotation, and their stored state. */
public final class Timetables {

  private static final String PATH = "rotation-timetable";
  private static final int MAX_SCHEDULES = 1_024;

  private final CronSchedules schedules;
  private final LruCache<String, Checked<FiringTimes>> read = new LruCache<>(MAX_SCHEDULES);

  public Timetables(CronSchedules schedules) {
    this.schedules = schedules;
  }

  /** The moments of a schedule, or what is wrong with it. */
  public Checked<FiringTimes> times(String schedule) {
    return read.get(schedule, schedules::parse);
  }

  /**
   * The timetable of these settings. Settings are checked when they are written; a stored schedule
   * that cannot be read nevertheless never fires, and the status advises the operator.
   */
  public Timetable of(RotationSettings settings) {
    if (settings.disabled() || !settings.isAutomated()) {
      return new NoRotation();
    }
    if (settings.schedule().isEmpty()) {
      return new PeriodicRotation(settings.period());
    }
    return times(settings.schedule())
        .<Timetable>fold(
            times -> new ScheduledRotation(times, settings.window()), problems -> new NoRotation());
  }

  /** The stored state; a mount without one begins now. */
  public TimetableRecord find(MountTransaction work, Instant now) {
    return stored(work)
        .orElseGet(() -> new TimetableRecord(TimetableState.beginning(now), Optional.empty()));
  }

  /**
   * When something is to be done next by the timetable; empty when never.
   *
   * @param last the last success of the history
   */
  public Optional<Instant> next(
      MountTransaction work, RotationSettings settings, Optional<Instant> last, Instant now) {
    return of(settings).step(find(work, now).informedOf(last).state(), now).verdict().next();
  }

  /** Stages the record, unless it equals the stored one. */
  void keep(MountTransaction work, TimetableRecord record) {
    if (stored(work).filter(record::equals).isEmpty()) {
      work.storage().put(PATH, record.encode());
    }
  }

  /**
   * Stages the effect of a change of the settings: another timetable, and one that is enabled
   * again, begin now.
   *
   * @param before the settings before the change
   * @param after the new settings; empty when they are deleted
   */
  void changed(
      MountTransaction work,
      Optional<RotationSettings> before,
      Optional<RotationSettings> after,
      Instant now) {
    if (after.isEmpty()) {
      work.storage().delete(PATH);
      return;
    }
    if (after.get().isAutomated() && before.filter(after.get()::isSameTimetable).isEmpty()) {
      TimetableRecord record = find(work, now);
      keep(work, record.with(record.state().begunAgain(now)));
    }
  }

  /** The stored record, read from the store, so that it becomes a precondition of a write. */
  static Optional<TimetableRecord> stored(MountTransaction work) {
    return work.storage().get(PATH).map(TimetableRecord::decode);
  }
}
