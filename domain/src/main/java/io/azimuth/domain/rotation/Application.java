package io.azimuth.domain.rotation;

import java.util.Objects;

/**
 * Whose password is rotated. Kept with the rotation, since the configuration can change under it.
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
