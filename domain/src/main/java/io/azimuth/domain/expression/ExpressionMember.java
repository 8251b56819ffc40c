package io.azimuth.domain.expression;

import java.util.Objects;

/**
 * A member of an object that an expression may read, such as {@code claims.oid}.
 *
 * @param object the name of the object
 * @param name the name of the member
 */
public record ExpressionMember(String object, String name) implements Comparable<ExpressionMember> {

  public ExpressionMember {
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(name, "name");
  }

  @Override
  public int compareTo(ExpressionMember other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return object + "." + name;
  }
}
