package io.azimuth.domain.azure.rights;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Unused rights as they are found; when there are too many, the dangerous ones stay. */
final class UnusedRights {

  /** How many are named at most. */
  static final int MAX = 256;

  private final Set<UnusedRight> dangerous = new LinkedHashSet<>();
  private final Set<UnusedRight> others = new LinkedHashSet<>();
  private boolean full;

  void add(UnusedRight found) {
    Set<UnusedRight> alike = found.dangerous() ? dangerous : others;
    if (alike.size() < MAX) {
      alike.add(found);
    } else if (!alike.contains(found)) {
      full = true;
    }
  }

  /** Those that are named, dangerous ones first. */
  List<UnusedRight> named() {
    return Stream.concat(dangerous.stream(), others.stream()).limit(MAX).toList();
  }

  /** Whether there are more than those. */
  boolean hasMore() {
    return full || dangerous.size() + others.size() > MAX;
  }
}
