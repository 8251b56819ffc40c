package io.azimuth.jwt.role;

import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.jwt.JwtRoleAdvice;
import io.azimuth.domain.jwt.JwtRoleBuilder;
import io.azimuth.domain.jwt.JwtRoleType;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.role.RoleAdviceRoutes;
import io.azimuth.spi.role.StoredRoleRoutes;
import io.azimuth.spi.role.WrittenRole;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public final class JwtRoleRoutes {

  private static final int MOST_OTHERS = 64;

  private final JwtRoleStore roles;
  private final SystemLifetimes system;

  public JwtRoleRoutes(JwtRoleStore roles, SystemLifetimes system) {
    this.roles = roles;
    this.system = system;
  }

  public List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(
            new StoredRoleRoutes<>(
                    roles,
                    JwtRoleFields.ALL,
                    AnswerSchema.data(JwtRoleFields.SHOWN),
                    JwtRoleFields::shown,
                    this::written)
                .routes());
    routes.add(
        new RoleAdviceRoutes<>(
                roles,
                system,
                RoleAdviceRoutes.between(JwtRoleFields::shown),
                (call, role, facts) -> JwtRoleAdvice.on(role, facts))
            .route());
    return routes;
  }

  private WrittenRole<JwtRole> written(Call call, RoleName name, Optional<JwtRole> before) {
    checkType(call.fields());
    JwtRoleBuilder role = before.map(JwtRole::toBuilder).orElseGet(() -> fresh(name));
    JwtRoleFields.apply(call.fields(), role);
    RefusedException.throwIfAny(role.problems());
    JwtRole built = role.build();
    List<JwtRole> others = roles.others(call.transaction(), name, MOST_OTHERS);
    return new WrittenRole<>(built, SharedAliases.warnings(built, others));
  }

  // Without a type it is one of logins with a browser, in the peer, too.
  private static JwtRoleBuilder fresh(RoleName name) {
    return JwtRole.builder(name).type(JwtRoleType.OIDC);
  }

  private static void checkType(Fields fields) {
    fields
        .present(JwtRoleFields.ROLE_TYPE)
        .filter(sent -> !sent.isEmpty() && JwtRoleType.parse(sent).isEmpty())
        .ifPresent(
            wrong -> {
              throw RefusedException.invalid("invalid 'role_type': " + Quoted.escape(wrong));
            });
  }
}
