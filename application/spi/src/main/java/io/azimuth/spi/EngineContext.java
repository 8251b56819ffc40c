package io.azimuth.spi;

import io.azimuth.spi.cloud.AccessTokenSource;
import io.azimuth.spi.metrics.Metrics;
import java.util.Objects;
import java.util.Optional;

/**
 * The services of the server that a storage engine may use. New versions only add components.
 *
 * @param plugin the services that every plugin receives
 * @param databaseTokens tokens for the databases of a cloud; present when the {@code storage} block
 *     has {@code auth_mode = "azure"} or {@code "azure_msi"}
 * @param metrics the registry for its measurements
 */
public record EngineContext(
    PluginContext plugin, Optional<AccessTokenSource> databaseTokens, Metrics metrics) {

  public EngineContext {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(databaseTokens, "databaseTokens");
    Objects.requireNonNull(metrics, "metrics");
  }
}
