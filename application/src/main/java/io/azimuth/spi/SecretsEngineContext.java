package io.azimuth.spi;

import io.azimuth.application.port.store.Store;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.metrics.Metrics;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * What the server lends to a secrets engine. It grows by further components only.
 *
 * @param plugin what every plugin gets
 * @param lifetimes how long leases live where a mount does not say
 * @param background runs what waits for other systems; refuses when too much waits
 * @param store for what is done without a request; requests bring their own unit of work
 * @param secrets the only source of chance
 * @param metrics where its measurements are looked at
 */
public record SecretsEngineContext(
    PluginContext plugin,
    SystemLifetimes lifetimes,
    Executor background,
    Store store,
    SecretGenerator secrets,
    Metrics metrics) {

  public SecretsEngineContext {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(background, "background");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(metrics, "metrics");
  }
}
