package com.example.hosts;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.RoleAdviceRoutes;
import io.azimuth.spi.role.RoleParameter;
import io.azimuth.spi.role.RoleParameters;
import io.azimuth.spi.role.StoredRoleRoutes;
import io.azimuth.spi.role.StoredRoles;
import io.azimuth.spi.role.TokenParameters;
import io.azimuth.spi.role.WrittenRole;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The roles of the mounts, with their routes and what the linter says of them. */
final class HostRoles extends StoredRoles<HostRole> {

  private static final RoleParameters<HostRole.Builder, HostRole> PARAMETERS = parameters();

  private static RoleParameters<HostRole.Builder, HostRole> parameters() {
    List<RoleParameter<HostRole.Builder, HostRole, ?>> all = new ArrayList<>();
    all.add(
        RoleParameter.of(
            Field.commaList("bound_hosts", "the hosts that may log in; * is each of the mount"),
            HostRole.Builder::hosts,
            HostRole::hosts));
    TokenParameters.ALL.forEach(parameter -> all.add(RoleParameter.of(parameter)));
    return new RoleParameters<>(all);
  }

  List<Route> routes(SystemLifetimes system) {
    List<Route> routes =
        new ArrayList<>(
            new StoredRoleRoutes<>(
                    this,
                    PARAMETERS.fields(),
                    PARAMETERS::shown,
                    (call, name, before) -> written(call, name, before, system))
                .routes());
    routes.add(
        new RoleAdviceRoutes<>(
                this,
                system,
                RoleAdviceRoutes.between(PARAMETERS::shown),
                (call, role, facts) -> HostAdvice.on(role, facts))
            .route());
    return routes;
  }

  private static WrittenRole<HostRole> written(
      Call call, RoleName name, Optional<HostRole> before, SystemLifetimes system) {
    HostRole.Builder role =
        before.map(HostRole::toBuilder).orElseGet(() -> HostRole.Builder.named(name));
    PARAMETERS.apply(call.fields(), role);
    RefusedException.throwIfAny(role.tokenSettings().problems());
    HostRole built = role.build();
    return new WrittenRole<>(built, WrittenRole.cutLife(built, system.of(call.mount()).maxTtl()));
  }

  @Override
  protected Value.Obj encode(HostRole role) {
    return PARAMETERS.shown(role);
  }

  @Override
  protected HostRole decode(RoleName name, Value.Obj stored) {
    HostRole.Builder role = HostRole.Builder.named(name);
    PARAMETERS.restore(stored, role);
    return role.build();
  }
}
