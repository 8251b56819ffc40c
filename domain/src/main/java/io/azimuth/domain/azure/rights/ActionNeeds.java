package io.azimuth.domain.azure.rights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

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

  private final Map<Key, Draft> kept = new LinkedHashMap<>();
  private boolean full;

  /** Adds a need; when there are too many, it is left out. */
  void add(NeededAction need) {
    Key key = Key.of(need);
    if (kept.containsKey(key) || kept.size() < MAX) {
      kept.computeIfAbsent(key, it -> new Draft()).add(need.required(), need.roles());
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
    List<NeededAction> all = new ArrayList<>();
    Map<Key, Draft> merged = new LinkedHashMap<>(kept);
    Map.copyOf(kept)
        .forEach(
            (key, draft) ->
                wider(key)
                    .ifPresent(
                        place -> {
                          merged.remove(key);
                          merged.computeIfPresent(place, (it, wide) -> wide.and(draft));
                        }));
    merged.forEach((key, draft) -> all.add(draft.at(key)));
    all.sort(ORDER);
    return List.copyOf(all);
  }

  // The widest place that gives what this one needs.
  private Optional<Key> wider(Key need) {
    return need.scope().stream()
        .flatMap(place -> place.around().stream())
        .map(place -> new Key(need.action(), Optional.of(place)))
        .filter(kept::containsKey)
        .findFirst();
  }

  /** A need that grows, since a thousand roles may have it. */
  private static final class Draft {

    private final TreeSet<String> roles = new TreeSet<>();
    private boolean required;

    void add(boolean alsoRequired, Iterable<String> moreRoles) {
      required |= alsoRequired;
      moreRoles.forEach(roles::add);
    }

    Draft and(Draft other) {
      add(other.required, other.roles);
      return this;
    }

    NeededAction at(Key key) {
      return new NeededAction(key.action(), key.scope(), required, roles);
    }
  }
}
