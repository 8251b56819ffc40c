package io.azimuth.application.token.role;

import io.azimuth.domain.token.role.DeprecatedParameter;
import io.azimuth.domain.token.role.TokenRole;
import io.azimuth.domain.token.role.TokenRoleBuilder;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A parameter of a token role: how it is sent, set, stored and shown.
 *
 * @param field its name, type and description
 * @param setting changes a role to the value that was sent
 * @param value the value of a role
 * @param old its old name, if it has one
 * @param hidden whether a read leaves the default out
 */
record TokenRoleParameter<T>(
    Field<T> field,
    BiConsumer<TokenRoleBuilder, T> setting,
    Function<TokenRole, T> value,
    Optional<FormerName<T>> old,
    boolean hidden) {

  TokenRoleParameter(
      Field<T> field, BiConsumer<TokenRoleBuilder, T> setting, Function<TokenRole, T> value) {
    this(field, setting, value, Optional.empty(), false);
  }

  /** An old name of the parameter. */
  record FormerName<T>(DeprecatedParameter which, Field<T> field) {

    private boolean isOf(TokenRole role) {
      return role.deprecated().contains(which);
    }
  }

  /** The same parameter, which can also be sent under its old name. */
  TokenRoleParameter<T> formerly(String name, DeprecatedParameter which) {
    FormerName<T> oldName = new FormerName<>(which, field.formerly(name));
    return new TokenRoleParameter<>(field, setting, value, Optional.of(oldName), hidden);
  }

  /** The same parameter, which a read leaves out while it has its default. */
  TokenRoleParameter<T> hiddenByDefault() {
    return new TokenRoleParameter<>(field, setting, value, old, true);
  }

  /**
   * Changes the role if the parameter was sent; returns a warning if both names were. The new name
   * has precedence. A read shows the old name if the last write that set the value used it.
   */
  Optional<String> apply(Fields fields, TokenRoleBuilder role) {
    Optional<T> sent = fields.present(field);
    Optional<T> sentOld = old.flatMap(name -> fields.present(name.field()));
    sent.or(() -> sentOld)
        .ifPresent(
            last -> {
              setting.accept(role, last);
              old.ifPresent(name -> role.deprecated(name.which(), sent.isEmpty()));
            });
    return old.filter(name -> sent.isPresent() && sentOld.isPresent())
        .map(
            name ->
                "Both '"
                    + field.name()
                    + "' and deprecated '"
                    + name.field().name()
                    + "' value supplied, ignoring the deprecated value");
  }

  void show(TokenRole role, Value.Builder data) {
    show(field, value.apply(role), data);
    old.ifPresent(
        name -> show(name.field(), name.isOf(role) ? value.apply(role) : field.absent(), data));
  }

  private void show(Field<T> shown, T current, Value.Builder data) {
    if (!hidden || !current.equals(field.absent())) {
      data.put(shown.name(), field.toValue(current));
    }
  }

  /** Stores it under the name that it was last set with. */
  void store(TokenRole role, Value.Builder data) {
    Field<T> last = old.filter(name -> name.isOf(role)).map(FormerName::field).orElse(field);
    data.put(last.name(), field.toValue(value.apply(role)));
  }
}
