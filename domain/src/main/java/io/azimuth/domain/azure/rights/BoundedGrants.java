package io.azimuth.domain.azure.rights;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The grants of places, added one by one. Those beyond what is compared in a moment are left out:
 * each pattern that is allowed is compared with each that is excluded.
 */
public final class BoundedGrants {

  /** How many characters the patterns of different grants have at most, together. */
  public static final int MAX_CHARACTERS = 128 * 1_024;

  private final Map<AzureScope, Grants> kept = new TreeMap<>();
  private final Set<ActionGrant> different = new HashSet<>();
  private int characters;

  /** Adds those of a place, unless they are too many; returns whether it did. */
  public boolean add(AzureScope place, Grants grants) {
    List<ActionGrant> more =
        grants.all().stream().distinct().filter(it -> !different.contains(it)).toList();
    int added = more.stream().mapToInt(ActionGrant::characters).sum();
    if (characters + added > MAX_CHARACTERS) {
      return false;
    }
    characters += added;
    different.addAll(more);
    kept.put(place, grants);
    return true;
  }

  /** The grants that were added, by place. */
  public Map<AzureScope, Grants> kept() {
    return Map.copyOf(kept);
  }
}
