package io.azimuth.spi;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.storage.MountStore;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * The services of the server that a secrets engine may use. New versions only add components.
 *
 * @param plugin the services that every plugin receives
 * @param lifetimes the lifetimes of leases on a mount without its own
 * @param background runs calls to other systems; rejects a task when too many wait
 * @param store the mounts of this plugin, for work without a request; requests bring their own
 *     transaction
 * @param secrets the only source of random values
 * @param metrics the registry for its measurements
 */
public record SecretsEngineContext(
    PluginContext plugin,
    SystemLifetimes lifetimes,
    Executor background,
    MountStore store,
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
