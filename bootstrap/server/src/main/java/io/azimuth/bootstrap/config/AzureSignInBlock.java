package io.azimuth.bootstrap.config;

import io.azimuth.domain.secret.SecretText;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How the server signs in to Azure for itself, by a block of the configuration file.
 *
 * @param environment the name of the cloud
 * @param tenantId the tenant; a managed identity does without
 * @param credential the identity of the server
 */
public record AzureSignInBlock(
    String environment, Optional<String> tenantId, Credential credential) {

  public AzureSignInBlock {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(credential, "credential");
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

    /** Whether it is the managed identity of the machine. */
    public boolean isManagedIdentity() {
      return secret.isEmpty() && certificate.isEmpty() && tokenFile.isEmpty();
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
