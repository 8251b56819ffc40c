package io.azimuth.spi;

import io.azimuth.spi.cloud.AccessTokenSource;
import java.util.Objects;
import java.util.Optional;

/**
 * The services of the server that a storage engine may use. New versions only add components.
 *
 * @param plugin the services that every plugin receives
 * @param databaseTokens tokens for the databases of a cloud; present when the {@code storage} block
 *     has {@code auth_mode = "azure"} or {@code "azure_msi"}
 */
public record EngineContext(PluginContext plugin, Optional<AccessTokenSource> databaseTokens) {

  public EngineContext {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(databaseTokens, "databaseTokens");
  }
}
