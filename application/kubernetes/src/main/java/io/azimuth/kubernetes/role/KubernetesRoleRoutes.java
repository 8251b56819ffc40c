package io.azimuth.kubernetes.role;

import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.kubernetes.KubernetesRoleAdvice;
import io.azimuth.domain.kubernetes.KubernetesRoleBuilder;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.role.RoleAdviceRoutes;
import io.azimuth.spi.role.StoredRoleRoutes;
import io.azimuth.spi.role.WrittenRole;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public final class KubernetesRoleRoutes {

  private final KubernetesRoleStore roles;
  private final SystemLifetimes system;

  public KubernetesRoleRoutes(KubernetesRoleStore roles, SystemLifetimes system) {
    this.roles = roles;
    this.system = system;
  }

  public List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(
            new StoredRoleRoutes<>(
                    roles,
                    KubernetesRoleFields.ALL,
                    AnswerSchema.data(KubernetesRoleFields.SHOWN),
                    KubernetesRoleFields::shown,
                    this::written)
                .routes());
    routes.add(
        new RoleAdviceRoutes<>(
                roles,
                system,
                RoleAdviceRoutes.between(KubernetesRoleFields::shown),
                (call, role, facts) -> KubernetesRoleAdvice.on(role, facts))
            .route());
    return routes;
  }

  private WrittenRole<KubernetesRole> written(
      CallInput call, RoleName name, Optional<KubernetesRole> before) {
    KubernetesRoleBuilder role =
        before.map(KubernetesRole::toBuilder).orElseGet(() -> KubernetesRole.builder(name));
    KubernetesRoleFields.apply(call.fields(), role);
    Duration maxTtl = system.of(call.mount()).maxTtl();
    RefusedException.throwIfAny(role.problems(maxTtl));
    KubernetesRole built = role.build();
    return new WrittenRole<>(built, warnings(built, maxTtl));
  }

  private static List<String> warnings(KubernetesRole role, Duration maxTtl) {
    List<String> warnings = new ArrayList<>(WrittenRole.cutLife(role, maxTtl));
    if (role.bindings().audience().isBlank()) {
      warnings.add(
          "Role "
              + role.name().value()
              + " does not have an audience configured. While audiences are not required, consider"
              + " specifying one if your use case would benefit from additional JWT claim"
              + " verification.");
    }
    return warnings;
  }
}
