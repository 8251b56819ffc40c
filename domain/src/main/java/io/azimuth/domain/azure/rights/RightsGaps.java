package io.azimuth.domain.azure.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a comparison of rights did not cover; without it, readers take silence for "nothing there".
 */
final class RightsGaps {

  private RightsGaps() {}

  /** A sentence for each thing that was left out. */
  static List<String> of(NeededRights needed, HeldRights held, boolean hasMoreUnused) {
    List<String> gaps = new ArrayList<>();
    if (!needed.complete()) {
      gaps.add("there are more roles, or actions at places, than are read");
    }
    untold(held).forEach((why, places) -> gaps.add(places(places) + ": " + why));
    held.unlisted().ifPresent(why -> gaps.add("other subscriptions: " + why));
    if (held.permissions().isEmpty()) {
      gaps.add("permissions of " + RightsComparison.GRAPH + ": " + held.noPermissions());
    }
    if (hasMoreUnused) {
      gaps.add("there are more rights that nothing needs than are named");
    }
    return List.copyOf(gaps);
  }

  private static Map<String, List<AzureScope>> untold(HeldRights held) {
    Map<String, List<AzureScope>> byReason = new TreeMap<>();
    new TreeMap<>(held.untold())
        .forEach((place, why) -> byReason.computeIfAbsent(why, it -> new ArrayList<>()).add(place));
    return byReason;
  }

  private static String places(List<AzureScope> places) {
    String first = places.get(0).path();
    return places.size() == 1 ? first : first + " and " + (places.size() - 1) + " more places";
  }
}
