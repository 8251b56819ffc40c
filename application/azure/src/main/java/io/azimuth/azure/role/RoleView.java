package io.azimuth.azure.role;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.DeprecatedField;
import io.azimuth.domain.azure.role.IdentityBindings;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import java.util.List;
import java.util.Optional;

/** A role as a read shows it. */
final class RoleView {

  private RoleView() {}

  static Value.Obj of(AzureRole role) {
    Value.Builder data = Value.Obj.builder();
    identity(data, role.bindings().identity());
    resource(data, role.bindings().resource());
    data.put(RoleFields.MAX_TOKEN_AGE.name(), role.bindings().maxTokenAge().toSeconds())
        .put(RoleFields.ALIAS_SOURCE.name(), role.bindings().aliasSource().wireName());
    tokens(data, role.tokenSettings());
    deprecated(data, role);
    return data.build();
  }

  private static void identity(Value.Builder data, IdentityBindings identity) {
    list(data, RoleFields.SERVICE_PRINCIPALS, identity.servicePrincipals());
    list(data, RoleFields.GROUPS, identity.groups());
    list(data, RoleFields.APP_IDS, identity.appIds());
    data.put(RoleFields.MATCH.name(), identity.match().wireName())
        .put(RoleFields.ALLOW_USER_TOKENS.name(), identity.allowUserTokens());
  }

  private static void resource(Value.Builder data, ResourceBindings resource) {
    list(data, RoleFields.SUBSCRIPTIONS, resource.subscriptions());
    list(data, RoleFields.RESOURCE_GROUPS, resource.resourceGroups());
    list(data, RoleFields.LOCATIONS, resource.locations());
    list(data, RoleFields.SCALE_SETS, resource.scaleSets());
    list(data, RoleFields.RESOURCE_IDS, resource.resourceIds());
    list(data, RoleFields.RESOURCE_TYPES, resource.resourceTypes());
    data.put(RoleFields.RESOURCE_PROOF.name(), resource.proof().wireName());
  }

  private static void tokens(Value.Builder data, TokenSettings settings) {
    LifetimeSettings lifetimes = settings.lifetimes();
    data.put(RoleFields.TOKEN_TTL.name(), lifetimes.ttl().toSeconds())
        .put(RoleFields.TOKEN_MAX_TTL.name(), lifetimes.maxTtl().toSeconds())
        .put(RoleFields.TOKEN_EXPLICIT_MAX_TTL.name(), lifetimes.explicitMaxTtl().toSeconds())
        .put(RoleFields.TOKEN_PERIOD.name(), lifetimes.period().toSeconds())
        .put(RoleFields.TOKEN_POLICIES.name(), settings.policies())
        .put(
            RoleFields.TOKEN_BOUND_CIDRS.name(),
            settings.boundCidrs().stream().map(Cidr::toString).toList())
        .put(RoleFields.TOKEN_NO_DEFAULT_POLICY.name(), settings.noDefaultPolicy())
        .put(RoleFields.TOKEN_NUM_USES.name(), settings.numUses())
        .put(RoleFields.TOKEN_TYPE.name(), settings.type().wireName());
  }

  private static void deprecated(Value.Builder data, AzureRole role) {
    TokenSettings settings = role.tokenSettings();
    LifetimeSettings lifetimes = settings.lifetimes();
    if (role.deprecated().contains(DeprecatedField.POLICIES) && !settings.policies().isEmpty()) {
      data.put(RoleFields.POLICIES.name(), settings.policies());
    }
    number(data, role, DeprecatedField.TTL, RoleFields.TTL, lifetimes.ttl().toSeconds());
    number(data, role, DeprecatedField.MAX_TTL, RoleFields.MAX_TTL, lifetimes.maxTtl().toSeconds());
    number(data, role, DeprecatedField.PERIOD, RoleFields.PERIOD, lifetimes.period().toSeconds());
    number(data, role, DeprecatedField.NUM_USES, RoleFields.NUM_USES, settings.numUses());
  }

  private static void number(
      Value.Builder data, AzureRole role, DeprecatedField which, Field<?> field, long value) {
    if (role.deprecated().contains(which) && value != 0) {
      data.put(field.name(), value);
    }
  }

  // Null distinguishes a list that was never set from one that was emptied.
  private static void list(
      Value.Builder data, Field<List<String>> field, Optional<BoundList> list) {
    data.put(field.name(), list.map(bound -> Value.of(bound.values())).orElse(Value.NULL));
  }
}
