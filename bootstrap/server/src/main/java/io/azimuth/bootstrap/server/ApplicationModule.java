package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.application.api.Api;
import io.azimuth.application.cubbyhole.CubbyholeBackend;
import io.azimuth.application.federation.FederationRoutes;
import io.azimuth.application.federation.IssuerOrigin;
import io.azimuth.application.federation.MountIdentityTokens;
import io.azimuth.application.gateway.Gateway;
import io.azimuth.application.identity.backend.EntityAndGroupRoutes;
import io.azimuth.application.identity.backend.IdentityBackend;
import io.azimuth.application.identity.backend.IdentityRoutes;
import io.azimuth.application.mount.InstalledPlugins;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.snapshot.SnapshotOrigin;
import io.azimuth.application.sweep.TidyJob;
import io.azimuth.application.system.SysBackend;
import io.azimuth.application.system.inspect.SanitizedConfig;
import io.azimuth.application.system.status.ServerInfo;
import io.azimuth.application.tidy.TidyRoutes;
import io.azimuth.application.token.backend.TokenBackend;
import io.azimuth.application.token.backend.TokenCleaning;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.federation.PluginIdentityTokens;

/**
 * What the use cases cannot find out by themselves: values, and which class implements an
 * interface. Guice makes their classes by their {@code @Inject} constructors.
 */
final class ApplicationModule extends AbstractModule {

  private final ServerInfo identity;
  private final SystemLifetimes lifetimes;
  private final SnapshotOrigin origin;
  private final IssuerOrigin issuer;
  private final SanitizedConfig config;
  private final InstalledPlugins plugins;

  ApplicationModule(
      ServerInfo identity,
      SystemLifetimes lifetimes,
      SnapshotOrigin origin,
      IssuerOrigin issuer,
      SanitizedConfig config,
      InstalledPlugins plugins) {
    this.identity = identity;
    this.lifetimes = lifetimes;
    this.origin = origin;
    this.issuer = issuer;
    this.config = config;
    this.plugins = plugins;
  }

  @Override
  protected void configure() {
    bind(ServerInfo.class).toInstance(identity);
    bind(SystemLifetimes.class).toInstance(lifetimes);
    bind(SnapshotOrigin.class).toInstance(origin);
    bind(IssuerOrigin.class).toInstance(issuer);
    bind(SanitizedConfig.class).toInstance(config);
    bind(InstalledPlugins.class).toInstance(plugins);
    bind(Api.class).to(Gateway.class);
    bind(PluginIdentityTokens.class).to(MountIdentityTokens.class);
    bind(FederatedSubjects.class).to(MountIdentityTokens.class);
    bind(TokenCleaning.class).to(TidyJob.class);
    Multibinder<IdentityRoutes> identities =
        Multibinder.newSetBinder(binder(), IdentityRoutes.class);
    identities.addBinding().to(FederationRoutes.class);
    identities.addBinding().to(EntityAndGroupRoutes.class);
    identities.addBinding().to(TidyRoutes.class);
    Multibinder<CoreBackend> backends = Multibinder.newSetBinder(binder(), CoreBackend.class);
    backends.addBinding().to(SysBackend.class);
    backends.addBinding().to(TokenBackend.class);
    backends.addBinding().to(IdentityBackend.class);
    backends.addBinding().to(CubbyholeBackend.class);
  }
}
