package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.AppRoleBuilder;
import io.azimuth.domain.approle.OldRoleParameter;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.TokenParameter;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A parameter of a role: how it is sent, set and shown.
 *
 * @param field its name, type and description
 * @param setting changes a role to the value that was sent
 * @param value the value of a role
 * @param old its old name, if it has one
 */
record AppRoleParameter<T>(
    Field<T> field,
    BiConsumer<AppRoleBuilder, T> setting,
    Function<AppRole, T> value,
    Optional<OldName<T>> old) {

  /**
   * An old name of a parameter.
   *
   * @param field the old name
   * @param shown what makes a read show it; empty when no read does
   */
  record OldName<T>(Field<T> field, Optional<OldRoleParameter> shown) {}

  AppRoleParameter(
      Field<T> field, BiConsumer<AppRoleBuilder, T> setting, Function<AppRole, T> value) {
    this(field, setting, value, Optional.empty());
  }

  static <T> AppRoleParameter<T> of(TokenParameter<T> parameter) {
    return new AppRoleParameter<>(
        parameter.field(),
        (role, sent) -> parameter.setting().accept(role.tokenSettings(), sent),
        role -> parameter.value().apply(role.tokenSettings()));
  }

  /** The same parameter, which can also be sent under its old name. */
  AppRoleParameter<T> formerly(String name, Optional<OldRoleParameter> shown) {
    return new AppRoleParameter<>(
        field, setting, value, Optional.of(new OldName<>(field.formerly(name), shown)));
  }

  /** Its fields, the present name first. */
  Stream<Field<?>> fields() {
    return Stream.concat(Stream.of(field), old.stream().map(OldName::field));
  }

  /**
   * Applies the parameter, if it was sent; the new name takes precedence.
   *
   * @return whether it was sent
   */
  boolean apply(Fields fields, AppRoleBuilder role) {
    Optional<T> sentOld = old.flatMap(name -> fields.present(name.field()));
    Optional<T> sent = fields.present(field).or(() -> sentOld);
    sent.ifPresent(
        it -> {
          setting.accept(role, it);
          old.flatMap(OldName::shown).ifPresent(which -> role.oldName(which, sentOld.isPresent()));
        });
    return sent.isPresent();
  }

  /** Sets it to its default. */
  void reset(AppRoleBuilder role) {
    setting.accept(role, field.absent());
    old.flatMap(OldName::shown).ifPresent(which -> role.oldName(which, false));
  }

  void show(AppRole role, Value.Builder data) {
    Value shown = field.toValue(value.apply(role));
    data.put(field.name(), shown);
    old.filter(name -> name.shown().filter(role.oldNames()::contains).isPresent())
        .filter(name -> !value.apply(role).equals(field.absent()))
        .ifPresent(name -> data.put(name.field().name(), shown));
  }
}
