package io.azimuth.adapters.azure.simulator.graph;

import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.fleet.SeededGrant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may do what in Graph. */
public final class GraphRights {

  private final List<SeededGrant> original;
  private final Set<SeededGrant> grants;

  public GraphRights(List<SeededGrant> original) {
    this.original = List.copyOf(original);
    this.grants = new HashSet<>(original);
  }

  synchronized boolean hasAny(String principalId, GraphPermission... permissions) {
    for (GraphPermission permission : permissions) {
      if (grants.contains(new SeededGrant(principalId, permission))) {
        return true;
      }
    }
    return false;
  }

  /** The names of the permissions that the principal has, in order. */
  public synchronized List<String> of(String principalId) {
    return grants.stream()
        .filter(it -> it.principalId().equals(principalId))
        .map(it -> it.permission().azureName())
        .sorted()
        .toList();
  }

  public synchronized void set(SeededGrant grant, boolean granted) {
    if (granted) {
      grants.add(grant);
    } else {
      grants.remove(grant);
    }
  }

  public synchronized void restore() {
    grants.clear();
    grants.addAll(original);
  }
}
