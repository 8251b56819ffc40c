package io.azimuth.azure.rotation;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.azure.AzureAuthMethod;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Application;
import io.azimuth.domain.text.AsciiCase;

/** Whether other mounts sign in as the same application. */
public final class SharedClientCheck {

  private final Store store;
  private final ConfigStore configs;

  public SharedClientCheck(Store store, ConfigStore configs) {
    this.store = store;
    this.configs = configs;
  }

  boolean isShared(String mountUuid, Application application) {
    UnitOfWork work = store.begin();
    return work.mounts().all().stream()
        .filter(mount -> mount.type().equals(AzureAuthMethod.TYPE))
        .map(Mount::uuid)
        .filter(uuid -> !uuid.equals(mountUuid))
        .flatMap(uuid -> configs.find(work, uuid).stream())
        .anyMatch(
            other ->
                AsciiCase.equal(other.environment(), application.cloud())
                    && AsciiCase.equal(other.identity().clientId(), application.clientId()));
  }
}
