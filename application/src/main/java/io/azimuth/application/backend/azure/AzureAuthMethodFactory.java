package io.azimuth.application.backend.azure;

import io.azimuth.application.route.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;

/** Makes the auth method {@code azure}. */
public final class AzureAuthMethodFactory implements AuthMethodFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public AzureAuthMethodFactory() {}

  @Override
  public String type() {
    return AzureBackend.TYPE;
  }

  @Override
  public AuthMethod create(AuthMethodContext context) {
    ConfigStore configs = new ConfigStore();
    RoleStore roles = new RoleStore();
    TokenProof proof =
        new TokenProof(context.clouds(), context.verifier(), context.plugin().clock());
    LoginRefusals refusals = new LoginRefusals(context.plugin().clock());
    return new AzureBackend(
        new ConfigRoutes(configs, context.clouds()),
        new RoleRoutes(roles, configs, context.lifetimes()),
        new LoginRoutes(configs, roles, proof, refusals),
        new AzureRenewal(roles));
  }
}
