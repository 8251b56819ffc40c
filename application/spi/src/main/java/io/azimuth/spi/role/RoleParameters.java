package io.azimuth.spi.role;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.AuthRoleBuilder;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All parameters of a role, in the order of the help and of a read.
 *
 * @param <B> the type of the builder of the role
 * @param <R> the type of the role
 */
public final class RoleParameters<B extends AuthRoleBuilder, R extends AuthRole> {

  private final List<RoleParameter<B, R, ?>> parameters;
  private final List<Field<?>> fields;

  /** These parameters. */
  public RoleParameters(List<RoleParameter<B, R, ?>> parameters) {
    this.parameters = List.copyOf(parameters);
    this.fields =
        Stream.<Field<?>>concat(
                parameters.stream().map(RoleParameter::field),
                parameters.stream().flatMap(parameter -> parameter.oldField().stream()))
            .toList();
  }

  /** The fields of a write, old names last. */
  public List<Field<?>> fields() {
    return fields;
  }

  /** What a read shows; an old name only while the role has the parameter under it. */
  public List<AnswerField> members() {
    return fields.stream().map(field -> AnswerField.of(field)).toList();
  }

  /** Applies the parameters that were sent to a role; the others keep their values. */
  public void apply(Fields fields, B role) {
    parameters.forEach(parameter -> parameter.apply(fields, role));
  }

  /**
   * A role as a read shows it. It can be stored like that: {@link #restore} makes the same role of
   * it.
   */
  public Value.Obj shown(R role) {
    Value.Builder data = Value.Obj.builder();
    parameters.forEach(parameter -> parameter.show(role, data));
    return data.build();
  }

  /** Applies what {@link #shown} returned to a new role. */
  public void restore(Value.Obj stored, B role) {
    apply(Fields.of(fields, stored, Map.of()), role);
  }
}
