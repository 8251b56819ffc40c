package io.azimuth.domain.policy.lint;

import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.Stanza;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds mistakes by comparing a stanza with the paths that the server serves at present. */
final class RouteLint {

  private RouteLint() {}

  static List<String> sentences(Stanza stanza, RouteInventory served) {
    return stanza.path().fixed().stream()
        .map(pattern -> RuleScope.of(pattern, stanza.denies(), served))
        .flatMap(reach -> sentences(stanza, reach).stream())
        .toList();
  }

  private static List<String> sentences(Stanza stanza, RuleScope reach) {
    if (!reach.isMounted()) {
      return List.of("no mount serves such a path at present");
    }
    if (reach.isEmpty()) {
      return List.of("nothing is served at such a path");
    }
    if (reach.isPublic()) {
      return List.of("everybody may use such a path: no policy is asked");
    }
    Set<Capability> never = stanza.denies() ? Set.of() : reach.neverAskedOf(stanza.capabilities());
    return never.isEmpty() ? List.of() : List.of(unused(never, reach));
  }

  private static String unused(Set<Capability> never, RuleScope reach) {
    String words = never.stream().map(Capability::wireName).collect(Collectors.joining(", "));
    String sentence = words + (never.size() == 1 ? " is" : " are") + " never asked for there";
    return never.contains(Capability.CREATE) && reach.asksForUpdate()
        ? sentence + "; writes ask for update"
        : sentence;
  }
}
