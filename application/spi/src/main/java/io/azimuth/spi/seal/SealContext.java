package io.azimuth.spi.seal;

import io.azimuth.spi.PluginContext;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.metrics.Metrics;
import java.util.Objects;

/**
 * The services of the server that a seal may use. New versions only add components.
 *
 * @param plugin the services that every plugin receives
 * @param secrets the only source of random values
 * @param metrics the registry for its measurements; a command shows none
 */
public record SealContext(PluginContext plugin, SecretGenerator secrets, Metrics metrics) {

  public SealContext {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(metrics, "metrics");
  }
}
