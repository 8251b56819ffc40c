package io.azimuth.azure.role;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Fields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a role is stored: under the names of its parameters, without a list that was never set, since
 * null would set it. A change of what the API shows must not change this format.
 */
final class AzureRoleCodec {

  private AzureRoleCodec() {}

  static Value.Obj encode(AzureRole role) {
    Map<String, Value> members = new LinkedHashMap<>(RoleFields.shown(role).members());
    members.values().removeIf(Value.Null.class::isInstance);
    return new Value.Obj(members);
  }

  static AzureRole decode(RoleName name, Value.Obj stored, RoleExpressions expressions) {
    AzureRoleBuilder role = AzureRole.builder(name);
    role.bindings().reading(text -> Checked.of(expressions.stored(name, text)));
    RoleFields.apply(Fields.of(RoleFields.ALL, stored, Map.of()), role);
    return role.build();
  }
}
