package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.PathPattern;

/** A rule under the pattern by which it is looked up: its own, or its own in lower case. */
record IndexedRule(PathPattern pattern, MergedRule rule) {

  static IndexedRule asWritten(MergedRule rule) {
    return new IndexedRule(rule.pattern(), rule);
  }

  static IndexedRule folded(MergedRule rule) {
    return new IndexedRule(rule.pattern().folded(), rule);
  }

  /**
   * Whether it comes before the other one where both match. Rules that differ in nothing but case
   * come in the order of the alphabet, whatever the order of their policies.
   */
  boolean comesBefore(IndexedRule other) {
    int priority = pattern.comparePriority(other.pattern);
    return priority > 0
        || (priority == 0 && rule.pattern().text().compareTo(other.rule.pattern().text()) < 0);
  }
}
