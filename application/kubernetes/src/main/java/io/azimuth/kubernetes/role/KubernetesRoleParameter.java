package io.azimuth.kubernetes.role;

import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.kubernetes.KubernetesRoleBuilder;
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
record KubernetesRoleParameter<T>(
    Field<T> field,
    BiConsumer<KubernetesRoleBuilder, T> setting,
    Function<KubernetesRole, T> value,
    Optional<Field<T>> old) {

  KubernetesRoleParameter(
      Field<T> field,
      BiConsumer<KubernetesRoleBuilder, T> setting,
      Function<KubernetesRole, T> value) {
    this(field, setting, value, Optional.empty());
  }

  static <T> KubernetesRoleParameter<T> of(TokenParameter<T> parameter) {
    return new KubernetesRoleParameter<>(
        parameter.field(),
        (role, sent) -> parameter.setting().accept(role.tokenSettings(), sent),
        role -> parameter.value().apply(role.tokenSettings()));
  }

  /** The same parameter, which can also be sent under its old name. */
  KubernetesRoleParameter<T> formerly(String name) {
    return new KubernetesRoleParameter<>(field, setting, value, Optional.of(field.formerly(name)));
  }

  // The new name takes precedence; the last write decides whether the old one is shown.
  void apply(Fields fields, KubernetesRoleBuilder role) {
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

  void show(KubernetesRole role, Value.Builder data) {
    data.put(field.name(), field.toValue(value.apply(role)));
    old.filter(name -> role.oldNames().contains(name.name()))
        .filter(name -> !value.apply(role).equals(field.absent()))
        .ifPresent(name -> data.put(name.name(), field.toValue(value.apply(role))));
  }
}
