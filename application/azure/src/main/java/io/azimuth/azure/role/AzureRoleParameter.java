package io.azimuth.azure.role;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.DeprecatedField;
import io.azimuth.spi.api.Value;
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
 * @param value the value of a role; a read shows null when it is absent
 * @param old its old name, if it has one
 */
record AzureRoleParameter<T>(
    Part part,
    Field<T> field,
    BiConsumer<AzureRoleBuilder, T> setting,
    Function<AzureRole, Optional<T>> value,
    Optional<OldName<T>> old) {

  /** The parts of a role, in the order in which a read shows them. */
  enum Part {
    IDENTITY,
    RESOURCE,
    LOGIN,
    TOKENS
  }

  record OldName<T>(DeprecatedField which, Field<T> field) {}

  /** The same parameter, which can also be sent under its old name. */
  AzureRoleParameter<T> formerly(DeprecatedField which) {
    OldName<T> oldName = new OldName<>(which, field.formerly(which.oldName()));
    return new AzureRoleParameter<>(part, field, setting, value, Optional.of(oldName));
  }

  // The new name takes precedence; whether the old one is shown is decided by the last write of
  // either.
  void apply(Fields fields, AzureRoleBuilder role) {
    Optional<T> sentOld = old.flatMap(name -> fields.present(name.field()));
    fields
        .present(field)
        .or(() -> sentOld)
        .ifPresent(
            sent -> {
              setting.accept(role, sent);
              old.ifPresent(name -> role.deprecated(name.which(), sentOld.isPresent()));
            });
  }

  /** Whether a write of this parameter under its newer name makes a difference. */
  boolean differs(AzureRole from, AzureRole to) {
    boolean renamed =
        old.map(OldName::which)
            .filter(which -> from.deprecated().contains(which) != to.deprecated().contains(which))
            .isPresent();
    return renamed || !value.apply(from).equals(value.apply(to));
  }

  void show(AzureRole role, Value.Builder data) {
    data.put(field.name(), shown(role));
  }

  void showOldName(AzureRole role, Value.Builder data) {
    old.filter(name -> role.deprecated().contains(name.which()))
        .filter(name -> !value.apply(role).equals(Optional.of(field.absent())))
        .ifPresent(name -> data.put(name.field().name(), shown(role)));
  }

  private Value shown(AzureRole role) {
    return value.apply(role).map(field::toValue).orElse(Value.NULL);
  }
}
