package io.azimuth.bootstrap.config;

import io.azimuth.adapters.storage.seal.StaticSealConfig;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole configuration file, checked; paths are absolute.
 *
 * @param listeners at least one
 * @param storage the engine behind everything
 * @param seal absent: Shamir key shares
 * @param azure what is towards Azure
 * @param directories directories besides the store's
 * @param api what the API says about itself
 * @param log how the log is written
 */
public record ServerConfig(
    List<ListenerBlock> listeners,
    StorageBlock storage,
    Optional<StaticSealConfig> seal,
    AzureConfig azure,
    DirectoryConfig directories,
    ApiConfig api,
    LogConfig log) {

  public ServerConfig {
    listeners = List.copyOf(listeners);
    if (listeners.isEmpty()) {
      throw new IllegalArgumentException("a server has at least one listener");
    }
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(seal, "seal");
    Objects.requireNonNull(azure, "azure");
    Objects.requireNonNull(directories, "directories");
    Objects.requireNonNull(api, "api");
    Objects.requireNonNull(log, "log");
  }
}
