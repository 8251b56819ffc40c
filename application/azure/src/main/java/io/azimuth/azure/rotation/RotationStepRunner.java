package io.azimuth.azure.rotation;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.storage.MountStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the next step of a rotation, independent of the process that began it. The time of the next
 * step is in memory only: after a restart a step runs at once.
 */
public final class RotationStepRunner {

  /** After this time, what could not be cleaned up is left to the operator. */
  static final Duration PATIENCE = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(RotationStepRunner.class);
  private static final int MAX_PACES = 1_024;

  private final LruCache<String, Rest> due = new LruCache<>(MAX_PACES);

  /** Nothing is due before this time; a clock that was set back ends the pause. */
  private record Rest(Instant from, Instant until) {

    boolean lasts(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  private final VerifyNewSecretStep proving;
  private final RemoveOldSecretStep cleaning;
  private final RollBackStep abandoning;
  private final MountStore store;
  private final ConfigStore configs;
  private final Clock clock;

  public RotationStepRunner(
      VerifyNewSecretStep proving,
      RemoveOldSecretStep cleaning,
      RollBackStep abandoning,
      MountStore store,
      ConfigStore configs,
      Clock clock) {
    this.proving = proving;
    this.cleaning = cleaning;
    this.abandoning = abandoning;
    this.store = store;
    this.configs = configs;
    this.clock = clock;
  }

  boolean isDue(Rotation rotation) {
    Instant now = clock.instant();
    return due.find(key(rotation)).filter(it -> it.lasts(now)).isEmpty();
  }

  /** Runs the step. Blocks. */
  void run(String mountUuid, Rotation rotation) {
    PendingRotation step =
        new PendingRotation(mountUuid, rotation, settings(mountUuid), clock.instant());
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
    return configs.find(store.begin(mountUuid));
  }

  private static String key(Rotation rotation) {
    return rotation.name() + rotation.state();
  }
}
