package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import java.util.Optional;

final class RoleOfPath {

  /** The part of the path that names the role. */
  static final String NAME = "role_name";

  /** The description of it. */
  static final String NAME_HELP = "The name of the role.";

  /** The part of a route's pattern. */
  static final String PATTERN = "role/:" + NAME;

  private RoleOfPath() {}

  /** The name; empty when no role can have it. */
  static Optional<RoleName> name(CallInput call) {
    return RoleName.parse(call.fields().captured(NAME));
  }

  static Optional<AppRole> find(Call call, AppRoleStore roles) {
    return roles.named(call.transaction(), call.fields().captured(NAME));
  }

  static Optional<AppRole> findStored(Call call, AppRoleStore roles) {
    return name(call).flatMap(name -> roles.findStored(call.transaction(), name));
  }

  /** Refuses the request, because there is no such role. */
  static RefusedException missing(CallInput call, ErrorCategory category) {
    return new RefusedException(
        category, "role " + Quoted.of(call.fields().captured(NAME)) + " does not exist");
  }
}
