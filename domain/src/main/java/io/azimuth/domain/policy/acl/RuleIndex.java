package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.PathPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rules ordered for look-up: a hash table for literal paths, a prefix table for those with
 * wildcards; and another such index, whose rules are looked up, too.
 */
final class RuleIndex {

  private final Map<String, IndexedRule> exact = new HashMap<>();
  private final PrefixTable wild;
  private final Optional<RuleIndex> shared;

  /**
   * An index of these rules and those of another one. Of two with the same pattern the one that
   * {@linkplain IndexedRule#comesBefore comes first} is kept; a rule replaces the shared one of the
   * same path.
   */
  RuleIndex(List<IndexedRule> rules, Optional<RuleIndex> shared) {
    for (IndexedRule rule : rules) {
      if (rule.pattern().isExact()) {
        exact.merge(rule.pattern().text(), rule, (a, b) -> b.comesBefore(a) ? b : a);
      }
    }
    this.wild = new PrefixTable(rules.stream().filter(r -> !r.pattern().isExact()).toList());
    this.shared = shared;
  }

  Optional<MergedRule> exact(String path) {
    return indexedExact(path).map(IndexedRule::rule);
  }

  private Optional<IndexedRule> indexedExact(String path) {
    return first(Optional.ofNullable(exact.get(path)), shared.flatMap(it -> it.indexedExact(path)));
  }

  /** The best of all matching rules with wildcards, by {@link PathPattern#comparePriority}. */
  Optional<MergedRule> best(String path) {
    return bestOf(path, candidate -> true).map(IndexedRule::rule);
  }

  /**
   * The best rule with wildcards that matches the folded path but, as its policy writes it, not the
   * path itself. The rules here must be indexed folded.
   */
  Optional<MergedRule> bestOfOtherCase(String folded, String path) {
    return bestOf(folded, candidate -> !candidate.rule().pattern().matches(path))
        .map(IndexedRule::rule);
  }

  private Optional<IndexedRule> bestOf(String path, Predicate<IndexedRule> wanted) {
    return first(ownBest(path, wanted), shared.flatMap(it -> it.bestOf(path, wanted)));
  }

  private Optional<IndexedRule> ownBest(String path, Predicate<IndexedRule> wanted) {
    for (int group = wild.longest(path); group >= 0; group = wild.shorter(group)) {
      for (IndexedRule candidate : wild.rules(group)) {
        if (candidate.pattern().matches(path) && wanted.test(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<IndexedRule> first(
      Optional<IndexedRule> own, Optional<IndexedRule> shared) {
    if (own.isEmpty() || shared.isEmpty()) {
      return own.isPresent() ? own : shared;
    }
    return shared.get().comesBefore(own.get()) ? shared : own;
  }
}
