package io.azimuth.domain.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules ordered for look-up: a hash for literal paths, a table for prefixes, a list for the rest.
 */
final class RuleIndex {

  private final Map<String, MergedRule> exact = new HashMap<>();
  private final GlobTable globs;
  private final List<IndexedRule> segmentRules;

  /** Of two rules under the same pattern the first counts. */
  RuleIndex(List<IndexedRule> rules) {
    for (IndexedRule rule : rules) {
      if (rule.pattern().isExact()) {
        exact.putIfAbsent(rule.pattern().text(), rule.rule());
      }
    }
    globs =
        new GlobTable(
            rules.stream()
                .filter(r -> r.pattern().isPrefix() && !r.pattern().hasSegmentWildcards())
                .toList());
    segmentRules =
        rules.stream()
            .filter(r -> r.pattern().hasSegmentWildcards())
            .sorted((left, right) -> right.pattern().comparePriority(left.pattern()))
            .toList();
  }

  /** The rule of this very path. */
  Optional<MergedRule> exact(String path) {
    return Optional.ofNullable(exact.get(path));
  }

  /** The best of all matching rules with wildcards (spec §4.3, step 4). */
  Optional<MergedRule> best(String path) {
    Optional<MergedRule> glob = globs.longest(path);
    for (int i = 0; i < segmentRules.size(); i++) {
      IndexedRule candidate = segmentRules.get(i);
      if (glob.isPresent() && candidate.pattern().comparePriority(glob.get().pattern()) < 0) {
        return glob;
      }
      if (candidate.pattern().matches(path)) {
        return Optional.of(candidate.rule());
      }
    }
    return glob;
  }

  /**
   * The best rule with wildcards that matches the folded path but, as its policy writes it, not the
   * path itself. The rules here must be indexed folded.
   */
  Optional<MergedRule> bestOfOtherCase(String folded, String path) {
    Optional<MergedRule> glob = globs.longest(folded).filter(rule -> !rule.pattern().matches(path));
    for (int i = 0; i < segmentRules.size(); i++) {
      IndexedRule candidate = segmentRules.get(i);
      if (glob.isPresent() && candidate.pattern().compareSpecificity(glob.get().pattern()) < 0) {
        return glob;
      }
      if (candidate.pattern().matches(folded) && !candidate.rule().pattern().matches(path)) {
        return Optional.of(candidate.rule());
      }
    }
    return glob;
  }
}
