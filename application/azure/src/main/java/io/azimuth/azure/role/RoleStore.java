package io.azimuth.azure.role;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.StoredRoles;

public final class RoleStore extends StoredRoles<AzureRole> {

  private final RoleExpressions expressions;

  /** A store that has read nothing yet. */
  public RoleStore(RoleExpressions expressions) {
    this.expressions = expressions;
  }

  @Override
  protected Value.Obj encode(AzureRole role) {
    return AzureRoleCodec.encode(role);
  }

  @Override
  protected AzureRole decode(RoleName name, Value.Obj stored) {
    return AzureRoleCodec.decode(name, stored, expressions);
  }
}
