package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.AppRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a role is stored: under the names of its parameters, with its id and key. A change of what
 * the API shows must not change this format.
 */
final class AppRoleCodec {

  private static final Field<String> KEY = Field.text("key", "what its secret ids are kept under");

  private AppRoleCodec() {}

  static Value.Obj encode(AppRole role) {
    Map<String, Value> members = new LinkedHashMap<>(AppRoleFields.shown(role).members());
    members.put(AppRoleFields.ROLE_ID.name(), Value.of(role.roleId().value()));
    members.put(KEY.name(), Value.of(role.key()));
    return new Value.Obj(members);
  }

  static AppRole decode(RoleName name, Value.Obj stored) {
    Fields fields = Fields.of(AppRoleFields.ALL, stored, Map.of());
    AppRoleBuilder role = AppRole.builder(name, fields.value(KEY));
    AppRoleFields.apply(fields, role);
    return role.build();
  }
}
