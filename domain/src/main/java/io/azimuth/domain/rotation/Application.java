package io.azimuth.domain.rotation;

import io.azimuth.domain.text.AsciiCase;
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

  /** Whether both are the same application of the same tenant and cloud. */
  public boolean isSameAs(Application other) {
    return hasSameClient(other) && AsciiCase.equal(tenant, other.tenant);
  }

  /** Whether both have the same client id in the same cloud, whatever their tenants are called. */
  public boolean hasSameClient(Application other) {
    return AsciiCase.equal(cloud, other.cloud) && AsciiCase.equal(clientId, other.clientId);
  }
}
