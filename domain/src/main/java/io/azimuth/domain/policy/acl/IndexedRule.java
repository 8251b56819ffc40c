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
}
