package io.azimuth.azure.rotation.schedule;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.rotation.RotationHistory;
import io.azimuth.azure.rotation.RotationJournal;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rotations of all mounts as the periodic tasks last saw them. Only the server that runs these
 * tasks has numbers. Safe for use by many threads.
 */
public final class RotationGauges implements MetricSource {

  private static final int MAX_MOUNTS = 1_024;

  /** What rarely changes is read again after this time. */
  private static final Duration READ_AGAIN = Duration.ofMinutes(1);

  /** A mount that was not seen for this time is gone, or another server runs its tasks. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private final LruCache<String, Seen> mounts = new LruCache<>(MAX_MOUNTS);
  private final ConfigStore configs;
  private final RotationJournal journal;
  private final Timetables timetables;
  private final Clock clock;

  /**
   * A mount as it was seen.
   *
   * @param at when
   * @param details what is not read each time
   */
  private record Seen(String path, Instant at, Optional<Running> running, Details details) {}

  private record Running(String name, RotationState state, Instant started) {}

  private record Details(long version, Instant readAt, Optional<Instant> next, int leftovers) {

    boolean isFresh(long current, Instant now) {
      return version == current && RotationGauges.isFresh(readAt, now, READ_AGAIN);
    }
  }

  public RotationGauges(
      ConfigStore configs, RotationJournal journal, Timetables timetables, Clock clock) {
    this.configs = configs;
    this.journal = journal;
    this.timetables = timetables;
    this.clock = clock;
  }

  /**
   * Remembers how far the rotation of a mount is.
   *
   * @param pending the rotation that is running
   */
  public void see(Mount mount, MountTransaction work, Optional<Rotation> pending) {
    Optional<Seen> before = mounts.find(mount.uuid());
    Optional<AzureSettings> settings = configs.find(work);
    if (settings.isEmpty()) {
      before.ifPresent(it -> mounts.remove(mount.uuid(), it));
      return;
    }
    Instant now = clock.instant();
    Optional<Running> running = pending.map(it -> running(it, before.flatMap(Seen::running)));
    long version = settings.get().azure().version();
    Details details =
        before
            .filter(it -> it.running().equals(running))
            .map(Seen::details)
            .filter(it -> it.isFresh(version, now))
            .orElseGet(() -> details(work, settings.get(), now));
    mounts.put(mount.uuid(), new Seen(mount.path().text(), now, running, details));
  }

  /** Forgets a mount that was disabled. */
  public void forget(Mount mount) {
    mounts.find(mount.uuid()).ifPresent(it -> mounts.remove(mount.uuid(), it));
  }

  // A rotation records when it entered its state; the first state that was seen shows when it
  // began.
  private static Running running(Rotation rotation, Optional<Running> before) {
    Instant started =
        before
            .filter(it -> it.name().equals(rotation.name()))
            .map(Running::started)
            .orElse(rotation.since());
    return new Running(rotation.name(), rotation.state(), started);
  }

  private Details details(MountTransaction work, AzureSettings settings, Instant now) {
    RotationHistory history = journal.history(work);
    return new Details(
        settings.azure().version(),
        now,
        timetables.next(work, settings.rotation(), history.last(), now),
        history.leftovers().size());
  }

  @Override
  public List<Measurement> measure() {
    Instant now = clock.instant();
    return mounts.copy().values().stream()
        .filter(it -> isFresh(it.at(), now, FORGOTTEN_AFTER))
        .flatMap(it -> numbers(it).stream())
        .toList();
  }

  private static List<Measurement> numbers(Seen seen) {
    List<Measurement> all = new ArrayList<>();
    Map<String, String> mount = Map.of("mount", seen.path());
    seen.running()
        .ifPresent(
            it -> {
              all.add(running(seen.path(), it.state()));
              all.add(
                  Measurement.gauge(
                      "azimuth_rotation_started_timestamp_seconds",
                      "When the running rotation began, in seconds since 1970.",
                      mount,
                      (double) it.started().getEpochSecond()));
            });
    seen.details()
        .next()
        .ifPresent(
            it ->
                all.add(
                    Measurement.gauge(
                        "azimuth_rotation_next_timestamp_seconds",
                        "When the next rotation is due, in seconds since 1970.",
                        mount,
                        (double) it.getEpochSecond())));
    all.add(
        Measurement.gauge(
            "azimuth_rotation_leftover_credentials",
            "Passwords and certificates that rotations left in Azure, to check and remove.",
            mount,
            seen.details().leftovers()));
    return all;
  }

  private static Measurement running(String path, RotationState state) {
    return Measurement.gauge(
        "azimuth_rotation_running",
        "1 while a rotation is in that state.",
        Map.of("mount", path, "state", state.name().toLowerCase(Locale.ROOT)),
        1);
  }

  // A clock that was set back makes every record outdated.
  private static boolean isFresh(Instant at, Instant now, Duration length) {
    Duration age = Duration.between(at, now);
    return !age.isNegative() && age.compareTo(length) < 0;
  }
}
