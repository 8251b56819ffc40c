package io.azimuth.azure.role;

import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.replay.UsedTokens;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.role.RoleAdviceRoutes;
import io.azimuth.spi.role.StoredRoleRoutes;
import io.azimuth.spi.role.WrittenRole;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

public final class RoleRoutes {

  private final RoleStore roles;
  private final AzureRoleLinter linter;
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
    this.linter = new AzureRoleLinter(configs, system);
    this.system = system;
    this.preparation = preparation;
    this.used = used;
    this.expressions = expressions;
  }

  public List<Route> routes() {
    Route advice = new RoleAdviceRoutes<>(roles, system, RoleFields::changes, linter).route();
    return Stream.concat(
            new StoredRoleRoutes<>(
                    roles,
                    RoleFields.ALL,
                    AnswerSchema.data(RoleFields.MEMBERS),
                    RoleFields::shown,
                    this::written)
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
}
