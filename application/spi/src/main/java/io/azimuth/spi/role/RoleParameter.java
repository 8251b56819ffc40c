package io.azimuth.spi.role;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.AuthRoleBuilder;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A parameter of a role: how it is sent, set and shown.
 *
 * @param <B> the type of the builder of the role
 * @param <R> the type of the role
 * @param <T> the type of the parameter's value
 * @see RoleParameters
 */
public final class RoleParameter<B extends AuthRoleBuilder, R extends AuthRole, T> {

  private final Field<T> field;
  private final BiConsumer<B, T> setting;
  private final Function<R, T> value;
  private final Optional<Field<T>> oldName;
  private final boolean oldNameShown;
  private final boolean defaultShown;

  private RoleParameter(
      Field<T> field,
      BiConsumer<B, T> setting,
      Function<R, T> value,
      Optional<Field<T>> oldName,
      boolean oldNameShown,
      boolean defaultShown) {
    this.field = Objects.requireNonNull(field, "field");
    this.setting = Objects.requireNonNull(setting, "setting");
    this.value = Objects.requireNonNull(value, "value");
    this.oldName = oldName;
    this.oldNameShown = oldNameShown;
    this.defaultShown = defaultShown;
  }

  /**
   * A parameter.
   *
   * @param field its name, type and description
   * @param setting changes a role to the value that was sent
   * @param value the value of a role
   */
  public static <B extends AuthRoleBuilder, R extends AuthRole, T> RoleParameter<B, R, T> of(
      Field<T> field, BiConsumer<B, T> setting, Function<R, T> value) {
    return new RoleParameter<>(field, setting, value, Optional.empty(), false, true);
  }

  /** A parameter that is a setting of the role's tokens. */
  public static <B extends AuthRoleBuilder, R extends AuthRole, T> RoleParameter<B, R, T> of(
      TokenParameter<T> parameter) {
    return of(
        parameter.field(),
        (role, sent) -> parameter.setting().accept(role.tokenSettings(), sent),
        role -> parameter.value().apply(role.tokenSettings()));
  }

  /** The same, which can also be sent under its {@linkplain #formerly old name}. */
  public static <B extends AuthRoleBuilder, R extends AuthRole, T> RoleParameter<B, R, T> of(
      TokenParameter<T> parameter, String oldName) {
    return RoleParameter.<B, R, T>of(parameter).formerly(oldName);
  }

  /**
   * The same parameter, which can also be sent under its old name. The new name takes precedence. A
   * read shows the old name, too, when the last write of the parameter used it and the value is not
   * the default.
   */
  public RoleParameter<B, R, T> formerly(String name) {
    return new RoleParameter<>(
        field, setting, value, Optional.of(field.formerly(name)), true, defaultShown);
  }

  /** The same parameter, which can also be sent under its old name; no read shows that. */
  public RoleParameter<B, R, T> alsoTakenAs(String name) {
    return new RoleParameter<>(
        field, setting, value, Optional.of(field.formerly(name)), false, defaultShown);
  }

  /** The same parameter, which a read leaves out while it has its default. */
  public RoleParameter<B, R, T> hiddenByDefault() {
    return new RoleParameter<>(field, setting, value, oldName, oldNameShown, false);
  }

  /** Its name, type and description. */
  public Field<T> field() {
    return field;
  }

  /** The same under its old name, if it has one. */
  public Optional<Field<T>> oldField() {
    return oldName;
  }

  /** Its fields, the present name first. */
  public Stream<Field<?>> fields() {
    return Stream.concat(Stream.of(field), oldName.stream());
  }

  /**
   * Applies the parameter to a role, if it was sent.
   *
   * @return whether it was sent
   */
  public boolean apply(Fields fields, B role) {
    Optional<T> sentOld = oldName.flatMap(fields::present);
    Optional<T> sent = fields.present(field).or(() -> sentOld);
    sent.ifPresent(it -> set(role, it, sentOld.isPresent()));
    return sent.isPresent();
  }

  /** Sets it to its default. */
  public void reset(B role) {
    set(role, field.absent(), false);
  }

  private void set(B role, T to, boolean byOldName) {
    setting.accept(role, to);
    if (oldNameShown) {
      oldName.ifPresent(old -> role.oldName(old.name(), byOldName));
    }
  }

  /** Adds the value of a role to an answer, or to what is stored under the names of parameters. */
  public void show(R role, Value.Builder data) {
    T current = value.apply(role);
    boolean isDefault = current.equals(field.absent());
    if (defaultShown || !isDefault) {
      data.put(field.name(), field.toValue(current));
    }
    oldName
        .filter(old -> !isDefault && role.oldNames().contains(old.name()))
        .ifPresent(old -> data.put(old.name(), field.toValue(current)));
  }
}
