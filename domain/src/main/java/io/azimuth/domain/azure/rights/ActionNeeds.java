package io.azimuth.domain.azure.rights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Needs of actions as they are found; one at a wide place takes in those within it. */
final class ActionNeeds {

  /** How many actions at places are kept at most. */
  static final int MAX = 512;

  private static final Comparator<NeededAction> ORDER =
      Comparator.<NeededAction, String>comparing(
              it -> it.scope().map(AzureScope::path).orElse("~"), String.CASE_INSENSITIVE_ORDER)
          .thenComparing(it -> it.action().value(), String.CASE_INSENSITIVE_ORDER);

  private record Key(ActionPattern action, Optional<AzureScope> scope) {

    static Key of(NeededAction need) {
      return new Key(need.action(), need.scope());
    }
  }

  private final Map<Key, NeededAction> kept = new LinkedHashMap<>();
  private boolean full;

  void add(NeededAction need) {
    Key key = Key.of(need);
    NeededAction there = kept.get(key);
    if (there != null) {
      kept.put(key, there.and(need));
    } else if (kept.size() < MAX) {
      kept.put(key, need);
    } else {
      full = true;
    }
  }

  /** Whether a need was left out. */
  boolean isFull() {
    return full;
  }

  /** What is needed, in the order of places and actions. */
  List<NeededAction> actions() {
    Map<Key, NeededAction> merged = new LinkedHashMap<>(kept);
    for (NeededAction need : List.copyOf(kept.values())) {
      wider(need)
          .filter(merged::containsKey)
          .ifPresent(
              place -> {
                merged.computeIfPresent(place, (key, wide) -> wide.and(need));
                merged.remove(Key.of(need));
              });
    }
    List<NeededAction> sorted = new ArrayList<>(merged.values());
    sorted.sort(ORDER);
    return List.copyOf(sorted);
  }

  // The widest place that gives what this one needs.
  private Optional<Key> wider(NeededAction need) {
    return need.scope().stream()
        .flatMap(place -> place.around().stream())
        .map(place -> new Key(need.action(), Optional.of(place)))
        .filter(kept::containsKey)
        .findFirst();
  }
}
