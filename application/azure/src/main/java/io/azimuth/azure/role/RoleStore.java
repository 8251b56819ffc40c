package io.azimuth.azure.role;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.StoredRoles;

/** The stored roles of azure mounts. */
public final class RoleStore extends StoredRoles<AzureRole> {

  public RoleStore() {}

  @Override
  protected Value.Obj encode(AzureRole role) {
    return AzureRoleCodec.encode(role);
  }

  @Override
  protected AzureRole decode(RoleName name, Value.Obj stored) {
    return AzureRoleCodec.decode(name, stored);
  }
}
