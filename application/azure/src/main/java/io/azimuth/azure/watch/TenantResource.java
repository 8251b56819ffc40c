package io.azimuth.azure.watch;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.TenantId;
import java.util.Optional;

/**
 * Where Azure is asked for a machine.
 *
 * @param tenant of the login; empty for the mount's own
 */
record TenantResource(Optional<TenantId> tenant, ResourceId resource) {}
