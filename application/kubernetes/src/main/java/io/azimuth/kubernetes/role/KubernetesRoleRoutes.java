package io.azimuth.kubernetes.role;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.kubernetes.KubernetesRoleBuilder;
import io.azimuth.domain.mount.SystemLifetimes;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The roles of a mount. */
public final class KubernetesRoleRoutes {

  private static final String NAME = "name";
  private static final int MAX_NAMED = 16;

  private static final String TRUNCATED =
      "max_ttl is greater than the system or backend mount's maximum TTL value; issued tokens' max"
          + " TTL value will be truncated";

  private final KubernetesRoleStore roles;
  private final SystemLifetimes system;

  public KubernetesRoleRoutes(KubernetesRoleStore roles, SystemLifetimes system) {
    this.roles = roles;
    this.system = system;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "role").access(Access.AUTHORIZED).handle(this::list),
        Route.on(Operation.READ, "role/:name").access(Access.AUTHORIZED).handle(this::read),
        Route.on(Operation.WRITE, "role/:name")
            .access(Access.AUTHORIZED)
            .fields(KubernetesRoleFields.ALL)
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
        .map(role -> Answer.data(KubernetesRoleFields.shown(role)))
        .orElseGet(Answer.NotFound::new);
  }

  private boolean exists(Call call) {
    return name(call).flatMap(name -> roles.findStored(call.transaction(), name)).isPresent();
  }

  private Answer write(Call call) {
    RoleName name = name(call).orElseThrow(() -> RefusedException.invalid("invalid role name"));
    refuseMisspelt(call.fields());
    KubernetesRoleBuilder role =
        roles
            .findStored(call.transaction(), name)
            .map(KubernetesRole::toBuilder)
            .orElseGet(() -> KubernetesRole.builder(name));
    KubernetesRoleFields.apply(call.fields(), role);
    Duration maxTtl = system.of(call.mount()).maxTtl();
    refuse(role.problems(maxTtl));
    KubernetesRole written = role.build();
    roles.put(call.transaction(), written);
    return call.fields().done(warnings(written, maxTtl));
  }

  private static List<String> warnings(KubernetesRole role, Duration maxTtl) {
    List<String> warnings = new ArrayList<>();
    if (role.tokenSettings().lifetimes().maxTtl().compareTo(maxTtl) > 0) {
      warnings.add(TRUNCATED);
    }
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

  private Answer delete(Call call) {
    name(call).ifPresent(name -> roles.delete(call.transaction(), name));
    return new Answer.Empty();
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
