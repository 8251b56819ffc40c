package io.azimuth.domain.azure.rights;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The permissions of Microsoft Graph that nothing needs, or of which a smaller one is enough. */
final class UnusedPermissions {

  private final List<NeededPermission> needed;
  private final Set<String> held;

  UnusedPermissions(List<NeededPermission> needed, Set<String> held) {
    this.needed = needed;
    this.held = held;
  }

  Stream<UnusedRight> all() {
    return held.stream().sorted().flatMap(has -> why(has).map(why -> unused(has, why)).stream());
  }

  private Optional<String> why(String has) {
    if (needed.stream().anyMatch(need -> need.role().permission().equals(has))) {
      return Optional.empty();
    }
    return needed.stream()
        .filter(need -> need.enough().contains(has))
        .filter(need -> !held.contains(need.role().permission()))
        .findFirst()
        .map(need -> "wider than what is needed: " + need.role().permission() + " is enough")
        .or(() -> Optional.of("nothing needs it"));
  }

  private static UnusedRight unused(String has, String why) {
    return new UnusedRight(has, RightsComparison.GRAPH, DangerousRights.isPermission(has), why);
  }
}
