package io.azimuth.domain.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the longest prefix of a path among many: one binary search, then a walk from a prefix to
 * the next shorter prefix of it.
 *
 * <p>All entries between the longest prefix and the path in the order of the table begin with that
 * prefix, so it is among the prefixes of the entry just before the path.
 */
final class GlobTable {

  private static final int NONE = -1;

  private final String[] prefixes;
  private final MergedRule[] rules;
  private final int[] shorter;

  GlobTable(List<IndexedRule> globs) {
    List<IndexedRule> sorted =
        globs.stream().sorted(Comparator.comparing(r -> r.pattern().literal())).toList();
    prefixes = sorted.stream().map(r -> r.pattern().literal()).toArray(String[]::new);
    rules = sorted.stream().map(IndexedRule::rule).toArray(MergedRule[]::new);
    shorter = new int[prefixes.length];
    for (int i = 0; i < prefixes.length; i++) {
      shorter[i] = prefixOf(prefixes[i], i - 1);
    }
  }

  Optional<MergedRule> longest(String path) {
    int found = prefixOf(path, lastNotAfter(path));
    return found == NONE ? Optional.empty() : Optional.of(rules[found]);
  }

  private int prefixOf(String path, int from) {
    int at = from;
    while (at != NONE && !path.startsWith(prefixes[at])) {
      at = shorter[at];
    }
    return at;
  }

  private int lastNotAfter(String path) {
    int low = 0;
    int high = prefixes.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (prefixes[middle].compareTo(path) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
