package io.azimuth.azure.role;

import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.DeprecatedField;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.Optional;
import java.util.function.Consumer;

/** Applies the parameters that were sent to a role; the others keep their values. */
final class RoleUpdate {

  private final Fields fields;
  private final AzureRoleBuilder role;

  private RoleUpdate(Fields fields, AzureRoleBuilder role) {
    this.fields = fields;
    this.role = role;
  }

  static void apply(Fields fields, AzureRoleBuilder role) {
    RoleUpdate update = new RoleUpdate(fields, role);
    update.bindings(role.bindings());
    update.tokens(role.tokenSettings());
  }

  private void bindings(BindingsBuilder bindings) {
    set(RoleFields.SERVICE_PRINCIPALS, bindings::servicePrincipals);
    set(RoleFields.GROUPS, bindings::groups);
    set(RoleFields.APP_IDS, bindings::appIds);
    set(RoleFields.SUBSCRIPTIONS, bindings::subscriptions);
    set(RoleFields.RESOURCE_GROUPS, bindings::resourceGroups);
    set(RoleFields.LOCATIONS, bindings::locations);
    set(RoleFields.SCALE_SETS, bindings::scaleSets);
    set(RoleFields.RESOURCE_IDS, bindings::resourceIds);
    set(RoleFields.RESOURCE_TYPES, bindings::resourceTypes);
    set(RoleFields.MATCH, bindings::match);
    set(RoleFields.MAX_TOKEN_AGE, bindings::maxTokenAge);
    set(RoleFields.ALLOW_USER_TOKENS, bindings::allowUserTokens);
    set(RoleFields.RESOURCE_PROOF, bindings::resourceProof);
    set(RoleFields.ALIAS_SOURCE, bindings::aliasSource);
  }

  private void tokens(TokenSettingsBuilder tokens) {
    set(RoleFields.TOKEN_EXPLICIT_MAX_TTL, tokens::explicitMaxTtl);
    set(RoleFields.TOKEN_BOUND_CIDRS, tokens::boundCidrs);
    set(RoleFields.TOKEN_NO_DEFAULT_POLICY, tokens::noDefaultPolicy);
    set(RoleFields.TOKEN_TYPE, tokens::type);
    setEither(
        RoleFields.TOKEN_POLICIES, RoleFields.POLICIES, DeprecatedField.POLICIES, tokens::policies);
    setEither(RoleFields.TOKEN_TTL, RoleFields.TTL, DeprecatedField.TTL, tokens::ttl);
    setEither(
        RoleFields.TOKEN_MAX_TTL, RoleFields.MAX_TTL, DeprecatedField.MAX_TTL, tokens::maxTtl);
    setEither(RoleFields.TOKEN_PERIOD, RoleFields.PERIOD, DeprecatedField.PERIOD, tokens::period);
    setEither(
        RoleFields.TOKEN_NUM_USES, RoleFields.NUM_USES, DeprecatedField.NUM_USES, tokens::numUses);
  }

  private <T> void set(Field<T> field, Consumer<? super T> setting) {
    fields.present(field).ifPresent(setting);
  }

  // The new name takes precedence; whether the old one is shown is decided by the last write of
  // either.
  private <T> void setEither(
      Field<T> current, Field<T> old, DeprecatedField which, Consumer<? super T> setting) {
    Optional<T> sent = fields.present(current);
    Optional<T> sentOld = fields.present(old);
    if (sent.isEmpty() && sentOld.isEmpty()) {
      return;
    }
    setting.accept(sent.or(() -> sentOld).orElseThrow());
    role.deprecated(which, sentOld.isPresent());
  }
}
