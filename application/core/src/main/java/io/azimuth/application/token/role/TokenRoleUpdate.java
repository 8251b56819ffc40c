package io.azimuth.application.token.role;

import io.azimuth.domain.token.role.DeprecatedParameter;
import io.azimuth.domain.token.role.TokenRoleBuilder;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Applies the sent parameters to a role; the others keep their value. */
final class TokenRoleUpdate {

  private final Fields fields;
  private final TokenRoleBuilder role;
  private final List<String> warnings = new ArrayList<>();

  private TokenRoleUpdate(Fields fields, TokenRoleBuilder role) {
    this.fields = fields;
    this.role = role;
  }

  /** Changes the role; returns warnings. */
  static List<String> apply(Fields fields, TokenRoleBuilder role) {
    TokenRoleUpdate update = new TokenRoleUpdate(fields, role);
    update.policies();
    update.tokens();
    return update.warnings;
  }

  private void policies() {
    set(TokenRoleFields.ALLOWED, role::allowed);
    set(TokenRoleFields.DISALLOWED, role::disallowed);
    set(TokenRoleFields.ALLOWED_GLOB, role::allowedGlob);
    set(TokenRoleFields.DISALLOWED_GLOB, role::disallowedGlob);
    set(TokenRoleFields.ENTITY_ALIASES, role::entityAliases);
  }

  private void tokens() {
    set(TokenRoleFields.ORPHAN, role::orphan);
    set(TokenRoleFields.RENEWABLE, role::renewable);
    set(TokenRoleFields.PATH_SUFFIX, role::pathSuffix);
    set(TokenRoleFields.NO_DEFAULT_POLICY, role::noDefaultPolicy);
    set(TokenRoleFields.NUM_USES, role::numUses);
    type();
    setEither(
        TokenRoleFields.TOKEN_PERIOD,
        TokenRoleFields.PERIOD,
        DeprecatedParameter.PERIOD,
        role::period);
    setEither(
        TokenRoleFields.TOKEN_EXPLICIT_MAX_TTL,
        TokenRoleFields.EXPLICIT_MAX_TTL,
        DeprecatedParameter.EXPLICIT_MAX_TTL,
        role::explicitMaxTtl);
    setEither(
        TokenRoleFields.TOKEN_BOUND_CIDRS,
        TokenRoleFields.BOUND_CIDRS,
        DeprecatedParameter.BOUND_CIDRS,
        role::boundCidrs);
  }

  // Null is refused here; it resets every other parameter.
  private void type() {
    if (fields.sent(TokenRoleFields.TYPE).filter(Value.Null.class::isInstance).isPresent()) {
      throw RefusedException.invalid("Invalid 'token_type' value: null");
    }
    set(TokenRoleFields.TYPE, role::type);
  }

  private <T> void set(Field<T> field, Consumer<? super T> setting) {
    fields.present(field).ifPresent(setting);
  }

  // The new name has precedence. A read shows the old name if the last write that set the value
  // used it.
  private <T> void setEither(
      Field<T> current, Field<T> old, DeprecatedParameter which, Consumer<? super T> setting) {
    Optional<T> sent = fields.present(current);
    Optional<T> sentOld = fields.present(old);
    if (sent.isPresent() && sentOld.isPresent()) {
      warnings.add(
          "Both '"
              + current.name()
              + "' and deprecated '"
              + old.name()
              + "' value supplied, ignoring the deprecated value");
    }
    sent.or(() -> sentOld)
        .ifPresent(
            value -> {
              setting.accept(value);
              role.deprecated(which, sent.isEmpty());
            });
  }
}
