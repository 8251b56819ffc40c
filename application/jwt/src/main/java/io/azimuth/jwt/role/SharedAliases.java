package io.azimuth.jwt.role;

import io.azimuth.domain.jwt.JwtIdentityClaims;
import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Warns of roles of one mount that take names from different claims: the same text in two claims
 * names one alias, and so one entity, or one group.
 */
final class SharedAliases {

  private SharedAliases() {}

  /**
   * What the author of a role should know.
   *
   * @param others roles of the same mount
   */
  static List<String> warnings(JwtRole role, List<JwtRole> others) {
    JwtIdentityClaims own = role.identity();
    return Stream.of(
            first(
                    others,
                    it ->
                        !it.user().equals(own.user()) || it.userIsPointer() != own.userIsPointer())
                .map(it -> sentence("user_claim", it, "entity")),
            first(others, it -> differs(own.groups(), it.groups()))
                .map(it -> sentence("groups_claim", it, "group")))
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean differs(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }

  private static Optional<JwtRole> first(
      List<JwtRole> others, Predicate<JwtIdentityClaims> different) {
    return others.stream().filter(it -> different.test(it.identity())).findFirst();
  }

  private static String sentence(String parameter, JwtRole other, String what) {
    return ("%s is not that of role %s: the same text in both claims names the same %s; roles with"
            + " another %s belong into a mount of their own")
        .formatted(parameter, Quoted.of(other.name().value()), what, parameter);
  }
}
