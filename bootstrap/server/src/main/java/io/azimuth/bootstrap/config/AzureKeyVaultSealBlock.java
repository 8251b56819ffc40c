package io.azimuth.bootstrap.config;

import java.util.Objects;
import java.util.Optional;

/**
 * A seal whose key is in Azure Key Vault or a Managed HSM.
 *
 * @param signIn how the server signs in, to the tenant of the vault
 * @param vaultName the name of the vault or HSM, or its whole host
 * @param resource the domain of the vault's host; empty: that of the cloud
 */
public record AzureKeyVaultSealBlock(
    AzureSignInBlock signIn, String vaultName, String keyName, Optional<String> resource)
    implements SealBlock {

  public static final String TYPE = "azurekeyvault";

  public AzureKeyVaultSealBlock {
    Objects.requireNonNull(signIn, "signIn");
    Objects.requireNonNull(vaultName, "vaultName");
    Objects.requireNonNull(keyName, "keyName");
    Objects.requireNonNull(resource, "resource");
  }

  @Override
  public String type() {
    return TYPE;
  }
}
