package io.azimuth.jwt.role;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.jwt.JwtRoleBuilder;
import io.azimuth.domain.jwt.JwtRoleType;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Optional;

/** The roles of a mount. */
public final class JwtRoleRoutes {

  private static final String NAME = "name";
  private static final int MAX_NAMED = 16;

  private final JwtRoleStore roles;

  public JwtRoleRoutes(JwtRoleStore roles) {
    this.roles = roles;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "role").access(Access.AUTHORIZED).handle(this::list),
        Route.on(Operation.READ, "role/:name").access(Access.AUTHORIZED).handle(this::read),
        Route.on(Operation.WRITE, "role/:name")
            .access(Access.AUTHORIZED)
            .fields(JwtRoleFields.ALL)
            .existence(this::exists)
            .handle(this::write),
        Route.on(Operation.DELETE, "role/:name").access(Access.AUTHORIZED).handle(this::delete));
  }

  private Answer list(Call call) {
    return Answer.keys(roles.names(call.transaction()));
  }

  private Answer read(Call call) {
    return name(call)
        .flatMap(name -> roles.find(call.transaction(), name))
        .map(role -> Answer.data(JwtRoleFields.shown(role)))
        .orElseGet(Answer.NotFound::new);
  }

  private boolean exists(Call call) {
    return name(call).flatMap(name -> roles.findStored(call.transaction(), name)).isPresent();
  }

  private Answer write(Call call) {
    RoleName name = name(call).orElseThrow(() -> RefusedException.invalid("invalid role name"));
    refuseMisspelt(call.fields());
    Optional<JwtRole> before = roles.findStored(call.transaction(), name);
    checkType(call.fields());
    JwtRoleBuilder role = before.map(JwtRole::toBuilder).orElseGet(() -> fresh(name));
    JwtRoleFields.apply(call.fields(), role);
    refuse(role.problems());
    JwtRole built = role.build();
    List<JwtRole> others = roles.others(call.transaction(), name);
    roles.put(call.transaction(), built);
    return call.fields().done(SharedAliases.warnings(built, others));
  }

  private Answer delete(Call call) {
    name(call).ifPresent(name -> roles.delete(call.transaction(), name));
    return new Answer.Empty();
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

  // A misspelt restriction would leave a role that admits more than its author intends.
  private static void refuseMisspelt(Fields fields) {
    refuse(
        fields.unknown().stream()
            .filter(name -> name.startsWith("bound_") || name.startsWith("token_"))
            .limit(MAX_NAMED)
            .map(name -> "unknown parameter " + Quoted.of(name))
            .toList());
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new RefusedException(
          new Refusal(ErrorCategory.INVALID_REQUEST, problems, Optional.empty(), Optional.empty()));
    }
  }

  private static Optional<RoleName> name(Call call) {
    return RoleName.parse(call.fields().captured(NAME));
  }
}
