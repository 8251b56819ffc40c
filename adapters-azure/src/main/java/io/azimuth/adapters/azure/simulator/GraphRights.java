package io.azimuth.adapters.azure.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may do what in Graph. */
final class GraphRights {

  private final List<SeededGrant> original;
  private final Set<SeededGrant> grants;

  GraphRights(List<SeededGrant> original) {
    this.original = List.copyOf(original);
    this.grants = new HashSet<>(original);
  }

  /** Whether the principal has one of them. */
  synchronized boolean hasAny(String principalId, GraphPermission... permissions) {
    for (GraphPermission permission : permissions) {
      if (grants.contains(new SeededGrant(principalId, permission))) {
        return true;
      }
    }
    return false;
  }

  synchronized void set(SeededGrant grant, boolean granted) {
    if (granted) {
      grants.add(grant);
    } else {
      grants.remove(grant);
    }
  }

  synchronized void restore() {
    grants.clear();
    grants.addAll(original);
  }
}
