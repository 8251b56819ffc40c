package io.azimuth.adapters.azure.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An additional cloud, as a configuration file describes it. */
public final class LabCloud {

  private LabCloud() {}

  public static CloudConfig at(URI authority, Optional<Path> authorities) {
    return named("lab", authority, authorities);
  }

  /** The same with the metadata service of the machine on which the server runs. */
  public static CloudConfig onMachine(URI authority, Path authorities, URI metadata) {
    CloudConfig lab = at(authority, Optional.of(authorities));
    CloudConfig.Services services = lab.services();
    return new CloudConfig(
        lab.name(),
        lab.authorityHost(),
        lab.issuers(),
        new CloudConfig.Services(
            services.resourceManager(),
            services.resourceManagerAudience(),
            services.graph(),
            Optional.of(metadata),
            services.keyVault(),
            services.databaseAudience()),
        lab.authorities());
  }

  static CloudConfig named(String name, URI authority, Optional<Path> authorities) {
    return new CloudConfig(
        name,
        authority,
        List.of(
            "https://sts.windows.net/{tenant_id}/",
            "https://login.microsoftonline.com/{tenant_id}/v2.0"),
        new CloudConfig.Services(
            Optional.of(authority),
            Optional.of(authority.toString()),
            Optional.of(authority),
            Optional.empty(),
            keyVault(authority),
            "https://ossrdbms-aad.database.windows.net"),
        authorities);
  }

  private static Optional<KeyVaultService> keyVault(URI authority) {
    return "https".equals(authority.getScheme()) ? Optional.of(below(authority)) : Optional.empty();
  }

  private static KeyVaultService below(URI authority) {
    return new KeyVaultService(authority + "vaults/{vault_name}", authority.toString());
  }
}
