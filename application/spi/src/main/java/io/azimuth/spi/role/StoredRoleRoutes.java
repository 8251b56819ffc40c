package io.azimuth.spi.role;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The routes of the roles of a mount, as they are in Vault's API: a list at {@code role}, and read,
 * write and delete at {@code role/:name}. A write changes the parameters that are sent; one that
 * looks like a restriction and is unknown is refused, because a misspelt one would leave a role
 * that admits more than its author intends.
 *
 * @param <R> the type of the roles
 */
public final class StoredRoleRoutes<R extends AuthRole> {

  private static final String NAME = "name";
  private static final List<String> RESTRICTIONS =
      List.of("bound_", "token_", "single_use", "max_token");

  private final StoredRoles<R> roles;
  private final List<Field<?>> fields;
  private final AnswerSchema shownMembers;
  private final Function<R, Value.Obj> shown;
  private final RoleWriter<R> writer;

  /**
   * The routes.
   *
   * @param roles where they are kept
   * @param fields the parameters of a write
   * @param shown the role as a read shows it
   * @param writer makes a role of the parameters of a write
   */
  public StoredRoleRoutes(
      StoredRoles<R> roles,
      List<Field<?>> fields,
      Function<R, Value.Obj> shown,
      RoleWriter<R> writer) {
    this(roles, fields, AnswerSchema.data(), shown, writer);
  }

  /**
   * The same routes, which declare what a read shows.
   *
   * @param shownMembers what {@code shown} shows
   */
  public StoredRoleRoutes(
      StoredRoles<R> roles,
      List<Field<?>> fields,
      AnswerSchema shownMembers,
      Function<R, Value.Obj> shown,
      RoleWriter<R> writer) {
    this.shownMembers = Objects.requireNonNull(shownMembers, "shownMembers");
    this.roles = Objects.requireNonNull(roles, "roles");
    this.fields = List.copyOf(fields);
    this.shown = Objects.requireNonNull(shown, "shown");
    this.writer = Objects.requireNonNull(writer, "writer");
  }

  /** All of them. */
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "role")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.keys())
            .handle(this::list),
        Route.on(Operation.READ, "role/:name")
            .access(Access.AUTHORIZED)
            .captures(NAME, "The name of the role.")
            .answers(shownMembers)
            .handle(this::read),
        Route.on(Operation.WRITE, "role/:name")
            .access(Access.AUTHORIZED)
            .fields(fields)
            .existence(this::exists)
            .answers(AnswerSchema.nothing())
            .handle(this::write),
        Route.on(Operation.DELETE, "role/:name")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(this::delete));
  }

  private Answer list(Call call) {
    return Answer.keys(roles.names(call.transaction()));
  }

  private Answer read(Call call) {
    return roles
        .named(call.transaction(), call.fields().captured(NAME))
        .map(role -> Answer.data(shown.apply(role)))
        .orElseGet(Answer.NotFound::new);
  }

  private boolean exists(Call call) {
    return name(call).flatMap(name -> roles.findStored(call.transaction(), name)).isPresent();
  }

  private Answer write(Call call) {
    RoleName name = name(call).orElseThrow(() -> RefusedException.invalid("invalid role name"));
    RefusedException.throwIfAny(call.fields().misspelt(RESTRICTIONS));
    WrittenRole<R> written = writer.write(call, name, roles.findStored(call.transaction(), name));
    roles.put(call.transaction(), written.role());
    return call.fields().done(written.warnings());
  }

  private Answer delete(Call call) {
    name(call).ifPresent(name -> roles.delete(call.transaction(), name));
    return new Answer.Empty();
  }

  private static Optional<RoleName> name(CallInput call) {
    return RoleName.parse(call.fields().captured(NAME));
  }
}
