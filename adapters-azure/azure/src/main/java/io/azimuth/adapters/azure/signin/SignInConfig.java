package io.azimuth.adapters.azure.signin;

import io.azimuth.azure.port.ServerCredential;
import java.util.Optional;

/**
 * How the server signs in to Azure as its configuration file says, for itself and no mount.
 *
 * @param cloud the name of the cloud
 * @param tenant the tenant's id, or a domain of it; empty only with a managed identity
 * @param credential the identity of the server
 */
public record SignInConfig(String cloud, String tenant, ServerCredential credential) {

  /** Whether it is the managed identity of the machine. */
  public boolean isManagedIdentity() {
    return credential instanceof ServerCredential.ManagedIdentity;
  }

  /** The id of the application or identity; empty for the only identity of the machine. */
  public Optional<String> clientId() {
    if (credential instanceof ServerCredential.ClientSecret secret) {
      return Optional.of(secret.clientId());
    }
    if (credential instanceof ServerCredential.ClientCertificate certificate) {
      return Optional.of(certificate.clientId());
    }
    if (credential instanceof ServerCredential.TokenFile file) {
      return Optional.of(file.clientId());
    }
    return credential instanceof ServerCredential.ManagedIdentity managed
        ? managed.clientId()
        : Optional.empty();
  }

  /** What an operator calls the credential. */
  public String kind() {
    if (credential instanceof ServerCredential.ClientSecret) {
      return "client secret";
    }
    if (credential instanceof ServerCredential.ClientCertificate) {
      return "client certificate";
    }
    return isManagedIdentity() ? "managed identity" : "federated token file";
  }
}
