package io.azimuth.azure;

import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.login.verify.KeyPrefetch;
import io.azimuth.azure.role.ResourceDirectoryWarmUp;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;

/**
 * What a mount does after the start of the server, so that its first login need not wait for it.
 */
final class MountPreparation {

  /** How long the keys of a tenant may take. */
  private static final Duration TIME = Duration.ofSeconds(3);

  private final ConfigStore configs;
  private final KeyPrefetch keys;
  private final ResourceDirectoryWarmUp directory;

  MountPreparation(ConfigStore configs, KeyPrefetch keys, ResourceDirectoryWarmUp directory) {
    this.configs = configs;
    this.keys = keys;
    this.directory = directory;
  }

  /**
   * Fetches the keys in this thread, for 3 s at most. The client of Resource Manager is initialised
   * in the background after that, because the first login may not need it.
   *
   * @throws io.azimuth.domain.error.ServiceException when the keys cannot be fetched
   */
  void run(MountTransaction work) {
    try {
      configs
          .find(work)
          .map(settings -> keys.begin(settings, Deadline.of(TIME)))
          .ifPresent(Awaited::join);
    } finally {
      directory.warmUp(work);
    }
  }
}
