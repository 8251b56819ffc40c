package io.azimuth.bootstrap.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@code cloud} block: an additional Azure environment.
 *
 * @param name the name, as used in {@code environment=}
 * @param authorityHost the host that issues tokens
 * @param issuers the accepted token issuers; {@code {tenant_id}} is replaced by the tenant id
 * @param services the other services
 * @param authorities a PEM file of the authorities to trust; if absent, the JDK's are trusted
 */
public record AzureCloudBlock(
    String name,
    URI authorityHost,
    List<String> issuers,
    Services services,
    Optional<Path> authorities) {

  /**
   * The services besides the authority. If one is absent, requests that need it are refused.
   *
   * @param resourceManager the address of Azure Resource Manager
   * @param resourceManagerAudience the audience of tokens for Resource Manager
   * @param graph the address of Microsoft Graph
   * @param metadataService the address of IMDS, for managed-identity credentials
   * @param keyVault the addresses of vaults, with {@code {vault_name}} for the name
   * @param keyVaultAudience the audience of tokens for Key Vault
   * @param databaseAudience the audience of tokens for databases
   */
  public record Services(
      Optional<URI> resourceManager,
      Optional<String> resourceManagerAudience,
      Optional<URI> graph,
      Optional<URI> metadataService,
      Optional<String> keyVault,
      Optional<String> keyVaultAudience,
      String databaseAudience) {
    public Services {
      Objects.requireNonNull(resourceManager, "resourceManager");
      Objects.requireNonNull(resourceManagerAudience, "resourceManagerAudience");
      Objects.requireNonNull(graph, "graph");
      Objects.requireNonNull(metadataService, "metadataService");
      Objects.requireNonNull(keyVault, "keyVault");
      Objects.requireNonNull(keyVaultAudience, "keyVaultAudience");
      Objects.requireNonNull(databaseAudience, "databaseAudience");
    }
  }

  public AzureCloudBlock {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(authorityHost, "authorityHost");
    issuers = List.copyOf(issuers);
    Objects.requireNonNull(services, "services");
    Objects.requireNonNull(authorities, "authorities");
  }
}
