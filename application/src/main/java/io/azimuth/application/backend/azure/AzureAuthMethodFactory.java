package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.DirectoryAccess;
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
    FactsCache facts = new FactsCache(context.background(), context.plugin().clock());
    Login login =
        new Login(
            configs,
            roles,
            proof,
            new LoginDirectory(context.clouds(), facts, defaultCallLog(context)));
    DirectoryPreparation preparation =
        new DirectoryPreparation(configs, roles, context.clouds(), context.background());
    return new AzureBackend(
        new ConfigRoutes(configs, context.clouds()),
        new RoleRoutes(roles, configs, context.lifetimes(), preparation),
        new LoginRoutes(login, new LoginRefusals(context.plugin().clock())),
        new ExplainRoutes(login, context.lifetimes()),
        new AzureRenewal(roles),
        preparation);
  }

  // What Vault's operators set in the environment; a mount that says something itself wins.
  private static DirectoryAccess.CallLog defaultCallLog(AuthMethodContext context) {
    return context.environment().apply("AZURE_SDK_GO_LOGGING").filter("all"::equals).isPresent()
        ? DirectoryAccess.CallLog.HEADERS
        : DirectoryAccess.CallLog.NONE;
  }
}
