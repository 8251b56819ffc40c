package io.azimuth.application.mount;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.MountPlugin;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the plugin that serves a mount. */
@Singleton
public final class MountPlugins {

  private final AuthMethods authMethods;
  private final SecretsEngines engines;

  @Inject
  MountPlugins(AuthMethods authMethods, SecretsEngines engines) {
    this.authMethods = authMethods;
    this.engines = engines;
  }

  /** The auth method or the secrets engine; empty for mounts of the server's own backends. */
  public Optional<MountPlugin> of(Mount mount) {
    return mount.path().isAuth()
        ? authMethods.ofType(mount.type()).map(MountPlugin.class::cast)
        : engines.ofType(mount.type()).map(MountPlugin.class::cast);
  }
}
