package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.AppRoleAdvice;
import io.azimuth.domain.approle.AppRoleBuilder;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.RoleAdviceRoutes;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class AppRoleRoutes {

  private static final String TRUNCATED =
      "token_max_ttl is greater than the backend mount's maximum TTL value; issued tokens' max TTL"
          + " value will be truncated";

  private final AppRoleStore roles;
  private final SystemLifetimes system;

  AppRoleRoutes(AppRoleStore roles, SystemLifetimes system) {
    this.roles = roles;
    this.system = system;
  }

  List<Route> routes() {
    String role = RoleOfPath.PATTERN;
    return List.of(
        Route.on(Operation.LIST, "role")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.keys())
            .handle(this::list),
        Route.on(Operation.READ, role)
            .access(Access.AUTHORIZED)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.data(AppRoleFields.SHOWN))
            .handle(this::read),
        Route.on(Operation.WRITE, role)
            .access(Access.AUTHORIZED)
            .fields(AppRoleFields.ALL)
            .existence(call -> RoleOfPath.findStored(call, roles).isPresent())
            .answers(AnswerSchema.nothing())
            .handle(this::write),
        Route.on(Operation.DELETE, role)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(this::delete),
        Route.on(Operation.READ, role + "/role-id")
            .access(Access.AUTHORIZED)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.data(AnswerField.of(AppRoleFields.ROLE_ID)))
            .handle(this::readRoleId),
        Route.on(Operation.WRITE, role + "/role-id")
            .access(Access.AUTHORIZED)
            .fields(AppRoleFields.ROLE_ID)
            .answers(AnswerSchema.nothing())
            .handle(this::writeRoleId),
        Route.on(Operation.READ, role + "/local-secret-ids")
            .access(Access.AUTHORIZED)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.data(AnswerField.of(AppRoleFields.LOCAL_SECRET_IDS.field())))
            .handle(this::readLocal),
        new RoleAdviceRoutes<>(
                roles,
                system,
                RoleAdviceRoutes.between(AppRoleFields::shown),
                (call, found, facts) -> AppRoleAdvice.on(found, facts))
            .route(RoleOfPath.NAME));
  }

  private Answer list(Call call) {
    return Answer.keys(roles.names(call.transaction()));
  }

  private Answer read(Call call) {
    return RoleOfPath.find(call, roles)
        .map(role -> Answer.data(AppRoleFields.shown(role)))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer write(Call call) {
    RoleName name =
        RoleOfPath.name(call).orElseThrow(() -> RefusedException.invalid("invalid role name"));
    AppRoleFields.refuseUnknown(call.fields());
    Optional<AppRole> before = roles.findStored(call.transaction(), name);
    AppRoleBuilder role =
        before
            .map(AppRole::toBuilder)
            .orElseGet(() -> AppRole.builder(name, roles.newKey()).roleId(roles.newRoleId()));
    AppRoleFields.apply(call.fields(), role);
    AppRole written = put(call, before, role);
    boolean truncated = written.tokenSettings().lifetimes().maxTtl().compareTo(maxTtl(call)) > 0;
    return call.fields().done(truncated ? List.of(TRUNCATED) : List.of());
  }

  /** Stages the role, if nothing is wrong with it. */
  AppRole put(Call call, Optional<AppRole> before, AppRoleBuilder role) {
    RefusedException.throwIfAny(role.problems(maxTtl(call)));
    AppRole built = role.build();
    roles.replace(call.transaction(), before, built);
    return built;
  }

  private Duration maxTtl(CallInput call) {
    return system.of(call.mount()).maxTtl();
  }

  // What it had is gone at once, since it is kept under a key that no role has any more.
  private Answer delete(Call call) {
    RoleOfPath.findStored(call, roles)
        .ifPresent(
            role -> {
              roles.remove(call.transaction(), role);
              SecretIdStore.removeAll(call.storage(), role);
            });
    return new Answer.Empty();
  }

  private Answer readRoleId(Call call) {
    return RoleOfPath.find(call, roles)
        .map(
            role ->
                Answer.data(
                    Value.Obj.builder()
                        .put(AppRoleFields.ROLE_ID.name(), role.roleId().value())
                        .build()))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer writeRoleId(Call call) {
    AppRole role =
        RoleOfPath.findStored(call, roles)
            .orElseThrow(() -> RoleOfPath.missing(call, ErrorCategory.NOT_FOUND));
    String roleId = call.fields().value(AppRoleFields.ROLE_ID);
    if (roleId.isEmpty()) {
      throw RefusedException.invalid("missing role_id");
    }
    put(call, Optional.of(role), role.toBuilder().roleId(roleId));
    return call.fields().done(List.of());
  }

  private Answer readLocal(Call call) {
    return RoleOfPath.find(call, roles).map(AppRoleRoutes::local).orElseGet(Answer.NotFound::new);
  }

  private static Answer local(AppRole role) {
    Value.Builder data = Value.Obj.builder();
    AppRoleFields.LOCAL_SECRET_IDS.show(role, data);
    return Answer.data(data.build());
  }
}
