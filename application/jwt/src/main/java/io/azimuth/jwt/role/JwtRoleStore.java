package io.azimuth.jwt.role;

import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.StoredRoles;

public final class JwtRoleStore extends StoredRoles<JwtRole> {

  public JwtRoleStore() {}

  @Override
  protected Value.Obj encode(JwtRole role) {
    return JwtRoleFields.shown(role);
  }

  @Override
  protected JwtRole decode(RoleName name, Value.Obj stored) {
    return JwtRoleFields.decode(name, stored);
  }
}
