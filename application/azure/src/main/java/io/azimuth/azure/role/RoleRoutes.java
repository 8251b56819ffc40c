package io.azimuth.azure.role;

import io.azimuth.azure.config.ConfigStore;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Optional;

/** The roles of a mount. */
public final class RoleRoutes {

  private static final String NAME = "name";

  private final RoleStore roles;
  private final RoleLinter linter;
  private final SystemLifetimes system;
  private final ResourceDirectoryWarmUp preparation;

  public RoleRoutes(
      RoleStore roles,
      ConfigStore configs,
      SystemLifetimes system,
      ResourceDirectoryWarmUp preparation) {
    this.roles = roles;
    this.linter = new RoleLinter(configs, system);
    this.system = system;
    this.preparation = preparation;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "role").access(Access.AUTHORIZED).handle(this::list),
        Route.on(Operation.READ, "role/:name").access(Access.AUTHORIZED).handle(this::read),
        Route.on(Operation.WRITE, "role/:name")
            .access(Access.AUTHORIZED)
            .fields(RoleFields.ALL)
            .existence(this::exists)
            .handle(this::write),
        Route.on(Operation.DELETE, "role/:name").access(Access.AUTHORIZED).handle(this::delete),
        Route.on(Operation.READ, "role/:name/advice")
            .access(Access.AUTHORIZED)
            .summary("Say what the role does and its author may not have meant")
            .handle(this::advise));
  }

  private Answer list(Call call) {
    return Answer.keys(roles.names(call.transaction()));
  }

  private Answer read(Call call) {
    return name(call)
        .flatMap(name -> roles.find(call.transaction(), name))
        .map(role -> Answer.data(RoleFields.shown(role)))
        .orElseGet(Answer.NotFound::new);
  }

  private boolean exists(Call call) {
    return name(call).flatMap(name -> roles.findStored(call.transaction(), name)).isPresent();
  }

  private Answer write(Call call) {
    RoleName name = name(call).orElseThrow(() -> RefusedException.invalid("invalid role name"));
    UnknownFieldGuard.refuse(call.fields());
    AzureRoleBuilder role =
        roles
            .findStored(call.transaction(), name)
            .map(AzureRole::toBuilder)
            .orElseGet(() -> AzureRole.builder(name));
    RoleFields.apply(call.fields(), role);
    List<String> problems = role.problems(system.of(call.mount()).maxTtl());
    if (!problems.isEmpty()) {
      throw new RefusedException(
          new Refusal(ErrorCategory.INVALID_REQUEST, problems, Optional.empty(), Optional.empty()));
    }
    AzureRole built = role.build();
    roles.put(call.transaction(), built);
    preparation.warmUp(call.transaction(), built);
    return call.fields().done(linter.warnings(call, built));
  }

  private Answer advise(Call call) {
    return name(call)
        .flatMap(name -> roles.find(call.transaction(), name))
        .map(role -> Answer.data(linter.advice(call, role)))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer delete(Call call) {
    name(call).ifPresent(name -> roles.delete(call.transaction(), name));
    return new Answer.Empty();
  }

  private static Optional<RoleName> name(Call call) {
    return RoleName.parse(call.fields().captured(NAME));
  }
}
