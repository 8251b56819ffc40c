package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.UnfilledDeny;

/** A deny whose path could not be filled in, and the rule as which it decides. */
record UnfilledRule(UnfilledDeny deny, MergedRule rule) {}
