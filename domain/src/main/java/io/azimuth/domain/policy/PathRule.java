package io.azimuth.domain.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One stanza of a policy as it holds for a caller.
 *
 * @param path which requests it is about
 * @param capabilities may be empty: then it grants nothing, yet hides less specific rules
 * @param parameters what it demands of parameters
 * @param wrapping what it demands of wrapping
 */
public record PathRule(
    PathPattern path,
    Set<Capability> capabilities,
    ParameterRules parameters,
    WrappingLimits wrapping) {

  /** A deny leaves no other capability in the stanza. */
  public PathRule {
    Set<Capability> copy = EnumSet.noneOf(Capability.class);
    copy.addAll(capabilities);
    if (copy.contains(Capability.DENY)) {
      copy.retainAll(EnumSet.of(Capability.DENY));
    }
    capabilities = Collections.unmodifiableSet(copy);
  }
}
