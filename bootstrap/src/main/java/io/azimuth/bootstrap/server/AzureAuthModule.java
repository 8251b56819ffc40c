package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.application.backend.azure.AzureBackend;
import io.azimuth.application.backend.azure.AzureRenewal;
import io.azimuth.application.backend.azure.ConfigRoutes;
import io.azimuth.application.backend.azure.ConfigStore;
import io.azimuth.application.backend.azure.LoginRefusals;
import io.azimuth.application.backend.azure.LoginRoutes;
import io.azimuth.application.backend.azure.RoleRoutes;
import io.azimuth.application.backend.azure.RoleStore;
import io.azimuth.application.backend.azure.TokenProof;
import io.azimuth.application.route.AuthMethod;

/** The auth method {@code azure}. */
final class AzureAuthModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(AzureBackend.class);
    bind(ConfigRoutes.class);
    bind(ConfigStore.class);
    bind(RoleRoutes.class);
    bind(RoleStore.class);
    bind(LoginRoutes.class);
    bind(TokenProof.class);
    bind(LoginRefusals.class);
    bind(AzureRenewal.class);
    Multibinder.newSetBinder(binder(), AuthMethod.class).addBinding().to(AzureBackend.class);
  }
}
