package io.azimuth.adapters.azure.keyvault;

import io.azimuth.azure.port.ServerCredential;
import java.util.Objects;
import java.util.Optional;

/**
 * The key that wraps, and how the server signs in to use it.
 *
 * @param cloud the name of the cloud
 * @param tenant the id of the vault's tenant, or a domain of it
 * @param vaultName the name of the vault or HSM, or its whole host
 * @param domain the domain below which vaults have their hosts; empty: that of the cloud
 * @param keyName the name of the RSA key
 * @param credential the identity of the server
 */
public record KeyVaultSealConfig(
    String cloud,
    String tenant,
    String vaultName,
    Optional<String> domain,
    String keyName,
    ServerCredential credential) {

  public KeyVaultSealConfig {
    Objects.requireNonNull(cloud, "cloud");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(vaultName, "vaultName");
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(keyName, "keyName");
    Objects.requireNonNull(credential, "credential");
  }
}
