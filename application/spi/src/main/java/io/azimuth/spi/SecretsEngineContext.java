package io.azimuth.spi;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.verify.SignatureVerifier;
import io.azimuth.spi.web.WebClient;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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
 * @param web calls other systems over HTTPS
 * @param signatures proves who signed a token, of any issuer
 */
public record SecretsEngineContext(
    PluginContext plugin,
    SystemLifetimes lifetimes,
    Executor background,
    MountStore store,
    SecretGenerator secrets,
    Metrics metrics,
    WebClient web,
    SignatureVerifier signatures) {

  public SecretsEngineContext {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(background, "background");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(web, "web");
    Objects.requireNonNull(signatures, "signatures");
  }

  /** A context for engines that neither call other systems nor verify tokens: both fail. */
  public SecretsEngineContext(
      PluginContext plugin,
      SystemLifetimes lifetimes,
      Executor background,
      MountStore store,
      SecretGenerator secrets,
      Metrics metrics) {
    this(
        plugin,
        lifetimes,
        background,
        store,
        secrets,
        metrics,
        (request, patience) -> CompletableFuture.failedFuture(absent()),
        (token, expectation, deadline) -> {
          throw absent();
        });
  }

  private static ServiceException absent() {
    return new ServiceException(
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "this context leads to no other system");
  }
}
