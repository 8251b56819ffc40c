package io.azimuth.azure.rotation.schedule;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigFields;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.rotation.InFlightRotation;
import io.azimuth.azure.rotation.RotationCounter;
import io.azimuth.azure.rotation.RotationHistory;
import io.azimuth.azure.rotation.RotationJournal;
import io.azimuth.azure.rotation.RotationOutcome;
import io.azimuth.azure.rotation.RotationRunner;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.schedule.MissedWindows;
import io.azimuth.domain.rotation.schedule.TimetableStep;
import io.azimuth.domain.rotation.schedule.TimetableVerdict;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotates by the timetable of each mount. An attempt is durable before it begins, so that neither a
 * kill nor another node repeats it; while a rotation is pending the timetable waits.
 */
public final class RotationScheduler {

  private static final Logger LOG = LoggerFactory.getLogger(RotationScheduler.class);
  private static final int MAX_MOUNTS = 1_024;

  private final LruCache<String, NextRun> nextRuns = new LruCache<>(MAX_MOUNTS);
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Timetables timetables;
  private final ConfigStore configs;
  private final RotationJournal journal;
  private final RotationRunner rotations;
  private final RotationCounter counter;
  private final MountStore store;
  private final Executor background;
  private final Clock clock;

  /** Nothing is due before this time, unless the configuration changes or the clock is set back. */
  private record NextRun(long version, Instant from, Instant until) {

    boolean isStillAhead(long current, Instant now) {
      return version == current && !now.isBefore(from) && now.isBefore(until);
    }
  }

  public RotationScheduler(
      Timetables timetables,
      ConfigStore configs,
      RotationJournal journal,
      RotationRunner rotations,
      RotationCounter counter,
      MountStore store,
      Executor background,
      Clock clock) {
    this.timetables = timetables;
    this.configs = configs;
    this.journal = journal;
    this.rotations = rotations;
    this.counter = counter;
    this.store = store;
    this.background = background;
    this.clock = clock;
  }

  /** Checks the timetable of the mount; a rotation that is due runs in the background. */
  public void tick(Mount mount, MountTransaction work) {
    Optional<AzureSettings> settings = configs.find(work);
    if (settings.isEmpty() || !timetables.of(settings.get().rotation()).isActive()) {
      return;
    }
    long version = settings.get().azure().version();
    boolean waits =
        nextRuns
            .find(mount.uuid())
            .filter(it -> it.isStillAhead(version, clock.instant()))
            .isPresent();
    if (!waits && running.add(mount.uuid())) {
      run(mount);
    }
  }

  private void run(Mount mount) {
    try {
      background.execute(() -> step(mount));
    } catch (RejectedExecutionException e) {
      running.remove(mount.uuid());
    }
  }

  private void step(Mount mount) {
    try {
      runOnce(mount);
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("timetable broken off, mount={}: {}", mount.path(), e.getMessage());
    } catch (RuntimeException e) { // the executor's thread must survive
      LOG.error("timetable broke, it will be repeated, mount={}", mount.path(), e);
    } finally {
      running.remove(mount.uuid());
    }
  }

  private void runOnce(Mount mount) {
    MountTransaction work = store.begin(mount.uuid());
    Optional<AzureSettings> settings = configs.find(work);
    if (settings.isEmpty() || rotations.isBusy(work)) {
      return;
    }
    Instant now = clock.instant();
    Optional<TimetableRecord> before = Timetables.stored(work);
    TimetableRecord record = timetables.find(work, now).informedOf(journal.history(work).last());
    TimetableStep step = timetables.of(settings.get().rotation()).step(record.state(), now);
    boolean due = step.verdict() instanceof TimetableVerdict.Due;
    TimetableRecord after = record.with(due ? step.state().attempted(now) : step.state());
    if (!keep(mount.uuid(), settings.get().azure().version(), before, after)) {
      return;
    }
    step.missed().ifPresent(missed -> report(mount, missed));
    if (due) {
      begin(mount, now);
    } else {
      scheduleNext(mount, settings.get(), now, step.verdict());
    }
  }

  // Only when no rotation is pending, the configuration is still the one that was read, and no
  // other node has written first.
  private boolean keep(
      String mountUuid, long version, Optional<TimetableRecord> before, TimetableRecord after) {
    return journal.writeIf(
        mountUuid,
        Optional.empty(),
        work -> {
          boolean same = isVersion(work, version) && Timetables.stored(work).equals(before);
          if (same) {
            timetables.keep(work, after);
          }
          return same;
        });
  }

  private boolean isVersion(MountTransaction work, long version) {
    return configs
        .stored(work)
        .filter(it -> ConfigFields.decode(it).azure().version() == version)
        .isPresent();
  }

  private void begin(Mount mount, Instant now) {
    LOG.info("rotation begins by the timetable, mount={}, uuid={}", mount.path(), mount.uuid());
    try {
      Optional<InFlightRotation> flight =
          rotations.begin(store.begin(mount.uuid()), Optional.empty());
      flight.ifPresent(
          it -> {
            var unused = it.outcome().thenAccept(outcome -> completed(mount, now, outcome));
          });
    } catch (RefusedException e) {
      counter.failed(mount);
      failed(mount, now, String.join("; ", e.refusal().errors()));
    }
  }

  private void completed(Mount mount, Instant began, RotationOutcome outcome) {
    if (outcome instanceof RotationOutcome.Refused refused) {
      failed(mount, began, refused.reason());
    } else if (outcome instanceof RotationOutcome.Unavailable unavailable) {
      failed(mount, began, unavailable.reason());
    }
  }

  private void failed(Mount mount, Instant began, String why) {
    LOG.warn("rotation by the timetable failed, mount={}: {}", mount.path(), why);
    MountTransaction work = store.begin(mount.uuid());
    RotationHistory history = journal.history(work);
    if (history.lastFailure().filter(it -> !it.at().isBefore(began)).isEmpty()) {
      journal.put(work, history.failed(clock.instant(), why));
      var unused = store.commit(work);
    }
  }

  private void scheduleNext(
      Mount mount, AzureSettings settings, Instant now, TimetableVerdict verdict) {
    verdict
        .next()
        .ifPresent(
            until ->
                nextRuns.put(mount.uuid(), new NextRun(settings.azure().version(), now, until)));
  }

  private static void report(Mount mount, MissedWindows missed) {
    LOG.warn(
        "rotation windows were missed and are skipped, mount={}, count={}, more={}, first={},"
            + " last={}, failed_attempts={}",
        mount.path(),
        missed.count(),
        missed.count() == MissedWindows.MOST,
        missed.first(),
        missed.last(),
        missed.attempts());
  }
}
