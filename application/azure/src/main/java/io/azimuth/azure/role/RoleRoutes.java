package io.azimuth.azure.role;

import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.replay.UsedTokens;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.role.StoredRoleRoutes;
import io.azimuth.spi.role.WrittenRole;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The roles of a mount. */
public final class RoleRoutes {

  private static final String NAME = "name";

  private final RoleStore roles;
  private final RoleLinter linter;
  private final SystemLifetimes system;
  private final ResourceDirectoryWarmUp preparation;
  private final UsedTokens used;
  private final RoleExpressions expressions;

  public RoleRoutes(
      RoleStore roles,
      ConfigStore configs,
      SystemLifetimes system,
      ResourceDirectoryWarmUp preparation,
      UsedTokens used,
      RoleExpressions expressions) {
    this.roles = roles;
    this.linter = new RoleLinter(configs, system);
    this.system = system;
    this.preparation = preparation;
    this.used = used;
    this.expressions = expressions;
  }

  public List<Route> routes() {
    Route advice =
        Route.on(Operation.READ, "role/:name/advice")
            .access(Access.AUTHORIZED)
            .summary("Say what the role does and its author may not have meant")
            .handle(this::advise);
    return Stream.concat(
            new StoredRoleRoutes<>(roles, RoleFields.ALL, RoleFields::shown, this::written)
                .routes().stream(),
            Stream.of(advice))
        .toList();
  }

  private WrittenRole<AzureRole> written(Call call, RoleName name, Optional<AzureRole> before) {
    AzureRoleBuilder role =
        before.map(AzureRole::toBuilder).orElseGet(() -> AzureRole.builder(name));
    role.bindings().reading(expressions::read);
    RoleFields.apply(call.fields(), role);
    RefusedException.throwIfAny(role.problems(system.of(call.mount()).maxTtl()));
    AzureRole built = role.build();
    if (built.bindings().singleUseTokens()) {
      used.prepare(call.transaction());
    }
    preparation.warmUp(call.transaction(), built);
    return new WrittenRole<>(built, linter.warnings(call, built));
  }

  private Answer advise(Call call) {
    return RoleName.parse(call.fields().captured(NAME))
        .flatMap(name -> roles.find(call.transaction(), name))
        .map(role -> Answer.data(linter.advice(call, role)))
        .orElseGet(Answer.NotFound::new);
  }
}
