package io.azimuth.domain.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The objects that an expression may read, with the types of their members.
 *
 * @param objects the members of each object, by name
 * @param spellings how the texts of members are spelt, and of pairs their names; none of them is
 *     empty where it is another spelling than {@link ExpressionSpelling#AS_IS}, which is that of
 *     all members that are not here
 * @param always the members that have a value whenever an expression is evaluated
 */
public record ExpressionSchema(
    Map<String, Map<String, ExpressionType>> objects,
    Map<ExpressionMember, ExpressionSpelling> spellings,
    Set<ExpressionMember> always) {

  public ExpressionSchema {
    Map<String, Map<String, ExpressionType>> copy = new LinkedHashMap<>();
    objects.forEach((name, members) -> copy.put(name, Map.copyOf(members)));
    objects = Map.copyOf(copy);
    spellings = Map.copyOf(spellings);
    always = Set.copyOf(always);
  }

  /** A schema whose members may have no value, and any text. */
  public ExpressionSchema(Map<String, Map<String, ExpressionType>> objects) {
    this(objects, Map.of(), Set.of());
  }

  /** The type of a member; empty when there is no such member. */
  public Optional<ExpressionType> type(ExpressionMember member) {
    return Optional.ofNullable(objects.getOrDefault(member.object(), Map.of()).get(member.name()));
  }

  /** How the texts of the member are spelt; of pairs, their names. */
  public ExpressionSpelling spelling(ExpressionMember member) {
    return spellings.getOrDefault(member, ExpressionSpelling.AS_IS);
  }
}
