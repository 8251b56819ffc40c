package io.azimuth.bootstrap.config;

import io.azimuth.domain.secret.SecretText;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A seal whose key is in Azure Key Vault or a Managed HSM.
 *
 * @param environment the name of the cloud
 * @param tenantId the tenant of the vault
 * @param vaultName the name of the vault or HSM, or its whole host
 * @param keyName the name of the key
 * @param resource the domain of the vault's host; empty: that of the cloud
 * @param credential the identity of the server
 */
public record AzureKeyVaultSealBlock(
    String environment,
    String tenantId,
    String vaultName,
    String keyName,
    Optional<String> resource,
    Credential credential)
    implements SealBlock {

  /** The type of the seal. */
  public static final String TYPE = "azurekeyvault";

  public AzureKeyVaultSealBlock {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(vaultName, "vaultName");
    Objects.requireNonNull(keyName, "keyName");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(credential, "credential");
  }

  @Override
  public String type() {
    return TYPE;
  }

  /**
   * How the server signs in: with the first of these that is present, otherwise with the managed
   * identity of the machine.
   *
   * @param clientId of the application or of the user-assigned identity
   * @param secret a password of the application
   * @param certificate a certificate of the application with its key, PEM
   * @param tokenFile the file in which a cluster keeps a token of the identity
   */
  public record Credential(
      Optional<String> clientId,
      Optional<SecretText> secret,
      Optional<SecretText> certificate,
      Optional<Path> tokenFile) {

    public Credential {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(secret, "secret");
      Objects.requireNonNull(certificate, "certificate");
      Objects.requireNonNull(tokenFile, "tokenFile");
    }

    /** What the operator calls it. */
    public String kind() {
      if (secret.isPresent()) {
        return "client secret";
      }
      if (certificate.isPresent()) {
        return "client certificate";
      }
      return tokenFile.isPresent() ? "federated token file" : "managed identity";
    }
  }
}
