package io.azimuth.domain.policy.lint;

import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.PathPattern;
import io.azimuth.domain.text.AsciiCase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which mounts and routes of the server a rule can match. */
final class RuleScope {

  private static final String ANYTHING = ":rest*";

  private final PathPattern pattern;
  private final boolean anyCase;
  private final Set<Capability> asked = EnumSet.noneOf(Capability.class);
  private boolean mounted;
  private boolean unknown;
  private boolean routed;
  private boolean inOneMount;

  private RuleScope(PathPattern pattern, boolean anyCase) {
    this.pattern = anyCase ? pattern.folded() : pattern;
    this.anyCase = anyCase;
  }

  /**
   * Finds what the rule matches.
   *
   * @param anyCase whether it also matches other cases of its path, as a deny does
   */
  static RuleScope of(PathPattern pattern, boolean anyCase, RouteInventory served) {
    RuleScope reach = new RuleScope(pattern, anyCase);
    served.mounts().forEach(reach::mount);
    return reach;
  }

  private void mount(RouteInventory.Mount mount) {
    String path = cased(mount.path());
    if (Stream.of(path, path + ANYTHING, path + ANYTHING + "/", bare(path))
        .noneMatch(this::meets)) {
      return;
    }
    mounted = true;
    inOneMount |= pattern.fixedPart().startsWith(path);
    mount.routes().ifPresentOrElse(routes -> routes(path, routes), () -> unknown = true);
  }

  private void routes(String mount, List<RouteInventory.Route> routes) {
    for (RouteInventory.Route route : routes) {
      String path = mount + cased(route.path());
      if (meets(path) || (route.list() && meets(path + "/"))) {
        routed = true;
        asked.addAll(route.asked());
      }
    }
  }

  private boolean meets(String route) {
    return RouteOverlap.exists(pattern, route);
  }

  private String cased(String text) {
    return anyCase ? AsciiCase.fold(text) : text;
  }

  private static String bare(String mount) {
    return mount.substring(0, mount.length() - 1);
  }

  /** Whether some mount serves a path that the rule matches. */
  boolean isMounted() {
    return mounted;
  }

  /** Whether it is known that no route serves a path that the rule matches. */
  boolean isEmpty() {
    return !unknown && !routed;
  }

  /** Whether it is known that every matching route is public. */
  boolean isPublic() {
    return !unknown && routed && asked.isEmpty();
  }

  /**
   * Those of the given capabilities that no matching route ever needs, as far as is known. Some
   * routes need sudo only when a parameter demands it, so sudo is never among them.
   */
  Set<Capability> neverAskedOf(Set<Capability> written) {
    Set<Capability> never = EnumSet.noneOf(Capability.class);
    if (!unknown && inOneMount) {
      never.addAll(written);
      never.removeAll(asked);
      never.removeAll(EnumSet.of(Capability.DENY, Capability.SUDO));
    }
    return never;
  }

  /** Whether writes to a matching route need update. */
  boolean asksForUpdate() {
    return asked.contains(Capability.UPDATE);
  }
}
