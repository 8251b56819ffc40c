package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.application.port.verify.TokenVerifier;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.LoggerFactory;

/** The auth methods of all plugins, the product's own among them. */
final class AuthMethodsModule extends AbstractModule {

  private final PluginCatalog plugins;

  AuthMethodsModule(PluginCatalog plugins) {
    this.plugins = plugins;
  }

  @Provides
  @Singleton
  AuthMethods authMethods(
      Clouds clouds, TokenVerifier verifier, SystemLifetimes lifetimes, Clock clock) {
    return new AuthMethods(
        plugins.authMethods().stream()
            .map(factory -> factory.create(context(factory, clouds, verifier, lifetimes, clock)))
            .toList());
  }

  private static AuthMethodContext context(
      AuthMethodFactory factory,
      Clouds clouds,
      TokenVerifier verifier,
      SystemLifetimes lifetimes,
      Clock clock) {
    PluginContext plugin =
        new PluginContext(clock, LoggerFactory.getLogger("io.azimuth.auth." + factory.type()));
    return new AuthMethodContext(plugin, clouds, verifier, lifetimes);
  }
}
