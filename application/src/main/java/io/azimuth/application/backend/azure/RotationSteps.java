package io.azimuth.application.backend.azure;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.remote.RecentlyUsed;
import io.azimuth.domain.rotation.Rotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a rotation that is under way one step further, whichever process began it. When the next
 * step is due is remembered in memory only: a restart begins with a step at once.
 */
final class RotationSteps {

  /** What cannot be cleaned up in this time is left to the operator. */
  static final Duration PATIENCE = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(RotationSteps.class);
  private static final int MAX_PACES = 1_024;

  private final RecentlyUsed<String, Rest> due = new RecentlyUsed<>(MAX_PACES);

  /** Nothing is due before then; a clock that was set back ends it. */
  private record Rest(Instant from, Instant until) {

    boolean lasts(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  private final RotationProving proving;
  private final RotationCleaning cleaning;
  private final RotationAbandoning abandoning;
  private final Store store;
  private final ConfigStore configs;
  private final Clock clock;

  RotationSteps(
      RotationProving proving,
      RotationCleaning cleaning,
      RotationAbandoning abandoning,
      Store store,
      ConfigStore configs,
      Clock clock) {
    this.proving = proving;
    this.cleaning = cleaning;
    this.abandoning = abandoning;
    this.store = store;
    this.configs = configs;
    this.clock = clock;
  }

  /** Whether there is something to do now. */
  boolean isDue(Rotation rotation) {
    Instant now = clock.instant();
    return due.find(key(rotation)).filter(it -> it.lasts(now)).isEmpty();
  }

  /** Does it. Blocks. */
  void run(String mountUuid, Rotation rotation) {
    RotationStep step = new RotationStep(mountUuid, rotation, settings(mountUuid), clock.instant());
    Instant next =
        switch (rotation.state()) {
          case PROVING -> proving.run(step);
          case CLEANING -> cleaning.run(step);
          case INTENDED -> abandoning.interrupted(step);
          case ABANDONING -> abandoning.run(step);
        };
    due.put(key(rotation), new Rest(step.now(), next));
    LOG.debug("rotation: state={}, next={}, mount={}", rotation.state(), next, mountUuid);
  }

  private Optional<AzureSettings> settings(String mountUuid) {
    return configs.find(store.begin(), mountUuid);
  }

  private static String key(Rotation rotation) {
    return rotation.name() + rotation.state();
  }
}
