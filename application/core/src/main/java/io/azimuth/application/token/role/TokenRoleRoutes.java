package io.azimuth.application.token.role;

import static io.azimuth.application.route.CoreHandler.core;
import static io.azimuth.application.route.CoreHandler.coreCheck;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.role.TokenRole;
import io.azimuth.domain.token.role.TokenRoleBuilder;
import io.azimuth.domain.token.role.TokenRoleName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Token roles: list, read, write, delete. */
@Singleton
public final class TokenRoleRoutes {

  private static final String NAME = "role_name";
  private static final String PATH = "roles/:role_name";

  private final TokenRoles roles;
  private final SystemLifetimes system;

  @Inject
  TokenRoleRoutes(TokenRoles roles, SystemLifetimes system) {
    this.roles = roles;
    this.system = system;
  }

  /** The routes, relative to {@code auth/token/}. */
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "roles")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.keys())
            .handle(core(this::list)),
        Route.on(Operation.READ, PATH)
            .access(Access.AUTHORIZED)
            .captures(NAME, "The name of the role.")
            .answers(AnswerSchema.data(TokenRoleFields.SHOWN))
            .handle(core(this::read)),
        Route.on(Operation.WRITE, PATH)
            .access(Access.AUTHORIZED)
            .fields(TokenRoleFields.ALL)
            .existence(coreCheck(call -> stored(call).isPresent()))
            .answers(AnswerSchema.nothing())
            .handle(core(this::write)),
        Route.on(Operation.DELETE, PATH)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(core(this::delete)));
  }

  private Answer list(CoreCall call) {
    return Answer.keys(roles.names(call.work(), call.mount().uuid()));
  }

  private Answer read(CoreCall call) {
    return name(call)
        .flatMap(name -> roles.find(call.work(), call.mount().uuid(), name))
        .map(role -> Answer.data(TokenRoleFields.shown(role)))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer write(CoreCall call) {
    TokenRoleName name =
        name(call).orElseThrow(() -> RefusedException.invalid("invalid role name"));
    TokenRoleBuilder builder =
        stored(call).map(TokenRole::toBuilder).orElseGet(() -> TokenRole.builder(name));
    List<String> warnings = new ArrayList<>(TokenRoleFields.apply(call.fields(), builder));
    RefusedException.throwIfAny(builder.problems());
    TokenRole role = builder.build();
    tooLong(call, role).ifPresent(warnings::add);
    roles.put(call.work(), call.mount().uuid(), role);
    return Answer.done(warnings);
  }

  private Optional<String> tooLong(CoreCall call, TokenRole role) {
    long max = system.of(call.mount()).maxTtl().toSeconds();
    long explicit = role.tokens().explicitMaxTtl().toSeconds();
    return explicit > max
        ? Optional.of(
            "Given explicit max TTL of "
                + explicit
                + " is greater than system/mount allowed value of "
                + max
                + " seconds")
        : Optional.empty();
  }

  private Answer delete(CoreCall call) {
    name(call).ifPresent(name -> roles.delete(call.work(), call.mount().uuid(), name));
    return new Answer.Empty();
  }

  private Optional<TokenRole> stored(CoreCall call) {
    return name(call).flatMap(name -> roles.findStored(call.work(), call.mount().uuid(), name));
  }

  private static Optional<TokenRoleName> name(CoreCall call) {
    return TokenRoleName.parse(call.fields().captured(NAME));
  }
}
