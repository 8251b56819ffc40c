package io.azimuth.kubernetes.role;

import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.StoredRoles;

public final class KubernetesRoleStore extends StoredRoles<KubernetesRole> {

  public KubernetesRoleStore() {}

  @Override
  protected Value.Obj encode(KubernetesRole role) {
    return KubernetesRoleFields.shown(role);
  }

  @Override
  protected KubernetesRole decode(RoleName name, Value.Obj stored) {
    return KubernetesRoleFields.decode(name, stored);
  }
}
