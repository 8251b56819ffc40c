package io.azimuth.application.backend.azure;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Application;
import io.azimuth.domain.text.AsciiCase;

/** Whether mounts sign in as the same application. */
final class ClientSharing {

  private final Store store;
  private final ConfigStore configs;

  ClientSharing(Store store, ConfigStore configs) {
    this.store = store;
    this.configs = configs;
  }

  /** Whether another mount than this one signs in as the application. */
  boolean isShared(String mountUuid, Application application) {
    UnitOfWork work = store.begin();
    return work.mounts().all().stream()
        .filter(mount -> mount.type().equals(AzureBackend.TYPE))
        .map(Mount::uuid)
        .filter(uuid -> !uuid.equals(mountUuid))
        .flatMap(uuid -> configs.find(work, uuid).stream())
        .anyMatch(
            other ->
                AsciiCase.equal(other.environment(), application.cloud())
                    && AsciiCase.equal(other.identity().clientId(), application.clientId()));
  }
}
