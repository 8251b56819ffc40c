package io.azimuth.domain.rotation;

import java.util.Objects;

/**
 * The application whose password is rotated. Stored with the rotation, because the configuration
 * can change during it.
 *
 * @param cloud the name of the cloud
 * @param tenant the tenant's id or domain
 * @param clientId of the application
 */
public record Application(String cloud, String tenant, String clientId) {

  public Application {
    Objects.requireNonNull(cloud, "cloud");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(clientId, "clientId");
  }
}
