package io.azimuth.adapters.azure.signin;

import io.azimuth.azure.port.ServerCredential;
import java.util.Objects;

/**
 * How the server signs in to Azure by its configuration file, for itself and no mount.
 *
 * @param cloud the name of the cloud
 * @param tenant the tenant's id, or a domain of it; empty only with a managed identity
 * @param credential the identity of the server
 */
public record SignInConfig(String cloud, String tenant, ServerCredential credential) {

  public SignInConfig {
    Objects.requireNonNull(cloud, "cloud");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(credential, "credential");
  }
}
