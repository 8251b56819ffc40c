package io.azimuth.domain.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The objects that an expression may read, with the types of their members.
 *
 * @param objects the members of each object, by name
 */
public record ExpressionSchema(Map<String, Map<String, ExpressionType>> objects) {

  public ExpressionSchema {
    Map<String, Map<String, ExpressionType>> copy = new LinkedHashMap<>();
    objects.forEach((name, members) -> copy.put(name, Map.copyOf(members)));
    objects = Map.copyOf(copy);
  }

  /** The type of a member; empty when there is no such member. */
  public Optional<ExpressionType> type(ExpressionMember member) {
    return Optional.ofNullable(objects.getOrDefault(member.object(), Map.of()).get(member.name()));
  }
}
