package io.azimuth.domain.azure.rights;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The actions that the server may do at places where no role needs them, or needs less. */
final class UnusedActions {

  private static final int MAX_PLACES = 3;

  private final NeededRights needed;
  private final Consumer<UnusedRight> found;
  private final Map<AzureScope, Set<ActionGrant>> held = new TreeMap<>();
  private final Map<ActionGrant, List<ActionPattern>> allowed = new HashMap<>();

  /**
   * @param held by place, what the server may do there
   * @param found takes those that are found, in the order of their places
   */
  UnusedActions(NeededRights needed, Map<AzureScope, Grants> held, Consumer<UnusedRight> found) {
    this.needed = needed;
    this.found = found;
    held.forEach((place, grants) -> this.held.put(place, new LinkedHashSet<>(grants.all())));
  }

  /** Finds those of each place; what is inherited is listed where it comes from. */
  void find() {
    held.forEach(
        (place, grants) -> {
          Map<ActionPattern, List<NeededAction>> needs = neededAt(place);
          grants.stream()
              .filter(grant -> !isInherited(place, grant))
              .forEach(grant -> find(place, grant, needs));
        });
  }

  private void find(
      AzureScope place, ActionGrant grant, Map<ActionPattern, List<NeededAction>> needs) {
    Set<ActionPattern> served =
        needs.keySet().stream().filter(grant::allows).collect(Collectors.toSet());
    for (ActionPattern pattern : allowed.computeIfAbsent(grant, ActionGrant::allowed)) {
      why(place, pattern, served, needs)
          .ifPresent(why -> add(pattern, place, DangerousRights.has(pattern), why));
    }
    for (ActionPattern pattern : grant.allowedOfData()) {
      if (!SealActions.useKeys(pattern)) {
        add(pattern, place, true, "no role reads the data of resources");
      }
    }
  }

  private Map<ActionPattern, List<NeededAction>> neededAt(AzureScope place) {
    return needed.actions().stream()
        .filter(need -> need.scope().map(it -> meets(it, place)).orElse(true))
        .collect(
            Collectors.groupingBy(NeededAction::action, LinkedHashMap::new, Collectors.toList()));
  }

  private boolean isInherited(AzureScope place, ActionGrant grant) {
    return held.entrySet().stream()
        .filter(wide -> !wide.getKey().equals(place) && wide.getKey().includes(place))
        .anyMatch(wide -> wide.getValue().contains(grant));
  }

  private Optional<String> why(
      AzureScope place,
      ActionPattern pattern,
      Set<ActionPattern> served,
      Map<ActionPattern, List<NeededAction>> needs) {
    if (pattern.equals(RightsComparison.OWN_RIGHTS)) {
      return Optional.empty();
    }
    List<ActionPattern> of = served.stream().filter(pattern::covers).toList();
    if (of.isEmpty()) {
      return Optional.of(
          needed.complete() ? "no role needs it there" : "no role that was read needs it there");
    }
    return pattern.isWide()
        ? Optional.of("wider than what is needed: " + actions(of))
        : whyThere(place, needs.getOrDefault(pattern, List.of()));
  }

  // A right to read single machines may be at their group, where it lets the server list them.
  private Optional<String> whyThere(AzureScope place, List<NeededAction> needs) {
    boolean isWider =
        place.group().isEmpty()
            && needed.complete()
            && needs.stream().noneMatch(it -> it.scope().map(place::equals).orElse(true));
    return isWider
        ? Optional.of("wider than what is needed: only in " + places(needs))
        : Optional.empty();
  }

  private static boolean meets(AzureScope one, AzureScope other) {
    return one.includes(other) || other.includes(one);
  }

  private static String actions(List<ActionPattern> served) {
    return String.join(", ", served.stream().map(ActionPattern::value).sorted().toList());
  }

  private static String places(List<NeededAction> needs) {
    List<String> all =
        needs.stream().flatMap(it -> it.scope().stream()).sorted().map(AzureScope::path).toList();
    int others = all.size() - MAX_PLACES;
    String first = String.join(", ", all.subList(0, Math.min(MAX_PLACES, all.size())));
    return others > 0 ? first + " and " + others + " more" : first;
  }

  private void add(ActionPattern right, AzureScope place, boolean dangerous, String why) {
    found.accept(new UnusedRight(right.value(), place.path(), dangerous, why));
  }
}
