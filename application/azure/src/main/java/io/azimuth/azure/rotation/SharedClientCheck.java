package io.azimuth.azure.rotation;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Application;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.util.Optional;

/** Whether other mounts sign in as the same application. */
final class SharedClientCheck {

  private final MountStore store;
  private final ConfigStore configs;

  SharedClientCheck(MountStore store, ConfigStore configs) {
    this.store = store;
    this.configs = configs;
  }

  boolean isShared(String mountUuid, Application application) {
    return store.mounts().stream()
        .map(Mount::uuid)
        .filter(uuid -> !uuid.equals(mountUuid))
        .flatMap(uuid -> settings(uuid).stream())
        .anyMatch(other -> other.application().hasSameClient(application));
  }

  // A mount that was removed meanwhile signs in no more.
  private Optional<AzureSettings> settings(String mountUuid) {
    MountTransaction transaction;
    try {
      transaction = store.begin(mountUuid);
    } catch (StaleReadException removed) {
      return Optional.empty();
    }
    return configs.find(transaction);
  }
}
