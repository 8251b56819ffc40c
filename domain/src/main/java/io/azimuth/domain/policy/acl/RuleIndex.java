package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.PathPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules ordered for look-up: a hash table for literal paths, a prefix table for those with
 * wildcards.
 */
final class RuleIndex {

  private final Map<String, MergedRule> exact = new HashMap<>();
  private final PrefixTable wild;

  /** Of two literal rules with the same pattern the first is kept. */
  RuleIndex(List<IndexedRule> rules) {
    for (IndexedRule rule : rules) {
      if (rule.pattern().isExact()) {
        exact.putIfAbsent(rule.pattern().text(), rule.rule());
      }
    }
    wild = new PrefixTable(rules.stream().filter(r -> !r.pattern().isExact()).toList());
  }

  Optional<MergedRule> exact(String path) {
    return Optional.ofNullable(exact.get(path));
  }

  /** The best of all matching rules with wildcards, by {@link PathPattern#comparePriority}. */
  Optional<MergedRule> best(String path) {
    for (int group = wild.longest(path); group >= 0; group = wild.shorter(group)) {
      for (IndexedRule candidate : wild.rules(group)) {
        if (candidate.pattern().matches(path)) {
          return Optional.of(candidate.rule());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The best rule with wildcards that matches the folded path but, as its policy writes it, not the
   * path itself. The rules here must be indexed folded.
   */
  Optional<MergedRule> bestOfOtherCase(String folded, String path) {
    for (int group = wild.longest(folded); group >= 0; group = wild.shorter(group)) {
      for (IndexedRule candidate : wild.rules(group)) {
        if (candidate.pattern().matches(folded) && !candidate.rule().pattern().matches(path)) {
          return Optional.of(candidate.rule());
        }
      }
    }
    return Optional.empty();
  }
}
