package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.port.store.Store;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.guard.PluginLifecycle;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.verify.SignatureVerifier;
import io.azimuth.spi.web.WebClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Binds the secrets engines of all plugins, which include the product's own. */
final class SecretsEnginesModule extends AbstractModule {

  private final StartupPlan plan;
  private final PluginLifecycle lifecycle;

  SecretsEnginesModule(StartupPlan plan, PluginLifecycle lifecycle) {
    this.plan = plan;
    this.lifecycle = lifecycle;
  }

  @Provides
  @Singleton
  SecretsEngines secretsEngines(
      SystemLifetimes lifetimes,
      BackgroundFetches fetches,
      Store store,
      SecretGenerator secrets,
      Metrics metrics,
      WebClient web,
      SignatureVerifier signatures,
      Clock clock) {
    List<SecretsEngine> engines = new ArrayList<>();
    for (LoadedPlugin<SecretsEngineFactory> plugin : plan.plugins().secretsEngines()) {
      PluginSettings settings = plan.config().plugins().settings(plugin.type());
      engines.add(
          lifecycle.secretsEngine(
              plugin,
              settings,
              new PluginLifecycle.Callbacks(fetches, metrics),
              callbacks ->
                  plugin
                      .factory()
                      .create(
                          settings,
                          new SecretsEngineContext(
                              plugin.context(clock),
                              lifetimes,
                              callbacks.background(),
                              PluginMountStore.ofSecretsEngine(store, plugin.type()),
                              secrets,
                              callbacks.metrics(),
                              web,
                              signatures))));
    }
    return new SecretsEngines(engines);
  }
}
