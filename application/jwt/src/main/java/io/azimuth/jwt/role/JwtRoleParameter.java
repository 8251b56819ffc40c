package io.azimuth.jwt.role;

import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.jwt.JwtRoleBuilder;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.TokenParameter;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A parameter of a role: how it is sent, set and shown.
 *
 * @param field its name, type and description
 * @param setting changes a role to the value that was sent
 * @param value the value of a role
 * @param old its old name, if it has one
 */
record JwtRoleParameter<T>(
    Field<T> field,
    BiConsumer<JwtRoleBuilder, T> setting,
    Function<JwtRole, T> value,
    Optional<Field<T>> old) {

  JwtRoleParameter(
      Field<T> field, BiConsumer<JwtRoleBuilder, T> setting, Function<JwtRole, T> value) {
    this(field, setting, value, Optional.empty());
  }

  static <T> JwtRoleParameter<T> of(TokenParameter<T> parameter) {
    return new JwtRoleParameter<>(
        parameter.field(),
        (role, sent) -> parameter.setting().accept(role.tokenSettings(), sent),
        role -> parameter.value().apply(role.tokenSettings()));
  }

  /** The same parameter, which can also be sent under its old name. */
  JwtRoleParameter<T> formerly(String name) {
    return new JwtRoleParameter<>(field, setting, value, Optional.of(field.formerly(name)));
  }

  // The new name takes precedence; the last write decides whether the old one is shown.
  void apply(Fields fields, JwtRoleBuilder role) {
    Optional<T> sentOld = old.flatMap(fields::present);
    fields
        .present(field)
        .or(() -> sentOld)
        .ifPresent(
            sent -> {
              setting.accept(role, sent);
              old.ifPresent(name -> role.oldName(name.name(), sentOld.isPresent()));
            });
  }

  void show(JwtRole role, Value.Builder data) {
    data.put(field.name(), field.toValue(value.apply(role)));
    old.filter(name -> role.oldNames().contains(name.name()))
        .ifPresent(name -> data.put(name.name(), field.toValue(value.apply(role))));
  }
}
