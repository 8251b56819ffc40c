package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.port.store.Store;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.schedule.CronSchedules;
import io.azimuth.spi.verify.TokenVerifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Binds the auth methods of all plugins, which include the product's own. */
final class AuthMethodsModule extends AbstractModule {

  private final PluginCatalog plugins;
  private final Environment environment;

  AuthMethodsModule(PluginCatalog plugins, Environment environment) {
    this.plugins = plugins;
    this.environment = environment;
  }

  @Provides
  @Singleton
  AuthMethods authMethods(
      Clouds clouds,
      TokenVerifier verifier,
      SystemLifetimes lifetimes,
      BackgroundFetches fetches,
      Store store,
      SecretGenerator secrets,
      CronSchedules schedules,
      FederatedSubjects subjects,
      Metrics metrics,
      Clock clock) {
    List<AuthMethod> methods = new ArrayList<>();
    for (AuthMethodFactory factory : plugins.authMethods()) {
      PluginContext plugin =
          new PluginContext(clock, LoggerFactory.getLogger("io.azimuth.auth." + factory.type()));
      methods.add(
          factory.create(
              new AuthMethodContext(
                  plugin,
                  clouds,
                  verifier,
                  lifetimes,
                  fetches,
                  PluginMountStore.ofAuthMethod(store, factory.type()),
                  secrets,
                  schedules,
                  subjects,
                  metrics,
                  environment::get)));
    }
    return new AuthMethods(methods);
  }
}
