package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.UnfilledTemplateDeny;

/** A deny whose path could not be filled in, and the rule as which it decides. */
record UnfilledRule(UnfilledTemplateDeny deny, MergedRule rule) {}
