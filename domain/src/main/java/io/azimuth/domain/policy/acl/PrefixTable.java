package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rules with wildcards, grouped by the text before their first wildcard. Finds the groups whose
 * text a path begins with, the longest text first: one binary search, then a walk from a text to
 * the next shorter one.
 *
 * <p>All entries between the longest such text and the path in the order of the table begin with
 * that text, so it is among the beginnings of the entry just before the path.
 *
 * <p>A longer text before the first wildcard is the first thing that makes a rule more specific, so
 * this walk and the order inside each group together give the order of {@link
 * PathPattern#comparePriority}.
 */
final class PrefixTable {

  private static final int NONE = -1;

  private final String[] prefixes;
  private final List<List<IndexedRule>> groups;
  private final int[] shorter;

  PrefixTable(List<IndexedRule> rules) {
    Map<String, List<IndexedRule>> byPrefix = new TreeMap<>();
    for (IndexedRule rule : rules) {
      byPrefix.computeIfAbsent(rule.pattern().fixedPart(), p -> new ArrayList<>()).add(rule);
    }
    prefixes = byPrefix.keySet().toArray(String[]::new);
    groups = byPrefix.values().stream().map(PrefixTable::bestFirst).toList();
    shorter = new int[prefixes.length];
    for (int i = 0; i < prefixes.length; i++) {
      shorter[i] = prefixOf(prefixes[i], i - 1);
    }
  }

  /** The group of the longest text that the path begins with; negative if there is none. */
  int longest(String path) {
    return prefixOf(path, lastNotAfter(path));
  }

  /** The group of the next shorter text that this group's text begins with; negative if none. */
  int shorter(int group) {
    return shorter[group];
  }

  /** The rules of a group, in order of precedence. */
  List<IndexedRule> rules(int group) {
    return groups.get(group);
  }

  private static List<IndexedRule> bestFirst(List<IndexedRule> rules) {
    return rules.stream()
        .sorted((left, right) -> left.comesBefore(right) ? -1 : right.comesBefore(left) ? 1 : 0)
        .toList();
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
