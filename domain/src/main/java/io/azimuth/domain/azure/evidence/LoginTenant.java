package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.TenantId;
import java.util.Objects;

/**
 * The tenant that signed the token of a login.
 *
 * @param id of the tenant
 * @param additional whether the mount accepted it beside its own tenant at that time
 */
public record LoginTenant(TenantId id, boolean additional) {

  public LoginTenant {
    Objects.requireNonNull(id, "id");
  }
}
