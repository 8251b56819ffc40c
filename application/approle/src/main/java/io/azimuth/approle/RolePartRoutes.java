package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.AppRoleBuilder;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.RoleParameter;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Single parameters of a role, each at a path of its own. */
final class RolePartRoutes {

  private static final Map<String, RoleParameter<AppRoleBuilder, AppRole, ?>> PARTS = parts();
  private static final String BOUND_CIDR_LIST = "bound_cidr_list";

  private final AppRoleStore roles;
  private final AppRoleRoutes whole;

  RolePartRoutes(AppRoleStore roles, AppRoleRoutes whole) {
    this.roles = roles;
    this.whole = whole;
  }

  private static Map<String, RoleParameter<AppRoleBuilder, AppRole, ?>> parts() {
    Map<String, RoleParameter<AppRoleBuilder, AppRole, ?>> parts = new LinkedHashMap<>();
    parts.put("policies", AppRoleFields.TOKEN_POLICIES);
    parts.put("bound-cidr-list", AppRoleFields.BOUND_CIDRS);
    parts.put("secret-id-bound-cidrs", AppRoleFields.BOUND_CIDRS);
    parts.put("token-bound-cidrs", AppRoleFields.TOKEN_BOUND_CIDRS);
    parts.put("bind-secret-id", AppRoleFields.BIND_SECRET_ID);
    parts.put("secret-id-num-uses", AppRoleFields.SECRET_ID_NUM_USES);
    parts.put("secret-id-ttl", AppRoleFields.SECRET_ID_TTL);
    parts.put("period", AppRoleFields.TOKEN_PERIOD);
    parts.put("token-num-uses", AppRoleFields.TOKEN_NUM_USES);
    parts.put("token-ttl", AppRoleFields.TOKEN_TTL);
    parts.put("token-max-ttl", AppRoleFields.TOKEN_MAX_TTL);
    return parts;
  }

  List<Route> routes() {
    return PARTS.entrySet().stream()
        .flatMap(part -> routes(part.getKey(), part.getValue()))
        .toList();
  }

  private Stream<Route> routes(String name, RoleParameter<AppRoleBuilder, AppRole, ?> part) {
    String path = RoleOfPath.PATTERN + "/" + name;
    return Stream.of(
        Route.on(Operation.READ, path)
            .access(Access.AUTHORIZED)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.data(shown(name, part)))
            .handle(call -> read(call, part)),
        Route.on(Operation.WRITE, path)
            .access(Access.AUTHORIZED)
            .fields(part.fields().toList())
            .answers(AnswerSchema.nothing())
            .handle(call -> write(call, part)),
        Route.on(Operation.DELETE, path)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(call -> reset(call, part)));
  }

  // A read shows the old name, too, when the last write used it.
  private static List<AnswerField> shown(
      String path, RoleParameter<AppRoleBuilder, AppRole, ?> part) {
    return path.equals("bound-cidr-list")
        ? List.of(AnswerField.texts(BOUND_CIDR_LIST, part.field().help()))
        : part.fields().map(field -> AnswerField.of(field)).toList();
  }

  private Answer read(Call call, RoleParameter<AppRoleBuilder, AppRole, ?> part) {
    return RoleOfPath.find(call, roles)
        .map(role -> Answer.data(shown(call, part, role)))
        .orElseGet(Answer.NotFound::new);
  }

  private static Value.Obj shown(
      CallInput call, RoleParameter<AppRoleBuilder, AppRole, ?> part, AppRole role) {
    Value.Builder data = Value.Obj.builder();
    part.show(role, data);
    Value.Obj shown = data.build();
    return call.request().path().endsWith("/bound-cidr-list")
        ? new Value.Obj(Map.of(BOUND_CIDR_LIST, shown.get(part.field().name()).orElse(Value.NULL)))
        : shown;
  }

  private Answer write(Call call, RoleParameter<AppRoleBuilder, AppRole, ?> part) {
    AppRole role =
        RoleOfPath.findStored(call, roles)
            .orElseThrow(() -> RoleOfPath.missing(call, ErrorCategory.NOT_FOUND));
    AppRoleBuilder changed = role.toBuilder();
    if (!part.apply(call.fields(), changed)) {
      throw RefusedException.invalid("missing " + part.field().name());
    }
    whole.put(call, Optional.of(role), changed);
    return call.fields().done(List.of());
  }

  private Answer reset(Call call, RoleParameter<AppRoleBuilder, AppRole, ?> part) {
    RoleOfPath.findStored(call, roles)
        .ifPresent(
            role -> {
              AppRoleBuilder changed = role.toBuilder();
              part.reset(changed);
              whole.put(call, Optional.of(role), changed);
            });
    return new Answer.Empty();
  }
}
