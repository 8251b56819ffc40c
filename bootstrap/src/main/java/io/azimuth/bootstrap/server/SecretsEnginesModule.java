package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.port.store.Store;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.remote.BackgroundFetches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Binds the secrets engines of all plugins, which include the product's own. */
final class SecretsEnginesModule extends AbstractModule {

  private final PluginCatalog plugins;

  SecretsEnginesModule(PluginCatalog plugins) {
    this.plugins = plugins;
  }

  @Provides
  @Singleton
  SecretsEngines secretsEngines(
      SystemLifetimes lifetimes,
      BackgroundFetches fetches,
      Store store,
      SecretGenerator secrets,
      Metrics metrics,
      Clock clock) {
    List<SecretsEngine> engines = new ArrayList<>();
    for (SecretsEngineFactory factory : plugins.secretsEngines()) {
      PluginContext plugin =
          new PluginContext(clock, LoggerFactory.getLogger("io.azimuth.secrets." + factory.type()));
      engines.add(
          factory.create(
              new SecretsEngineContext(
                  plugin,
                  lifetimes,
                  fetches,
                  PluginMountStore.ofSecretsEngine(store, factory.type()),
                  secrets,
                  metrics)));
    }
    return new SecretsEngines(engines);
  }
}
