package io.azimuth.domain.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One stanza of a policy as it holds for a caller.
 *
 * @param path the paths that it matches
 * @param capabilities may be empty: then it grants nothing, yet hides less specific rules
 * @param parameters the rules for parameters
 * @param wrapping the limits of wrapping
 */
public record PathRule(
    PathPattern path,
    Set<Capability> capabilities,
    ParameterRules parameters,
    WrappingLimits wrapping) {

  /** Removes every other capability from a stanza that denies. */
  public PathRule {
    Set<Capability> copy = EnumSet.noneOf(Capability.class);
    copy.addAll(capabilities);
    if (copy.contains(Capability.DENY)) {
      copy.retainAll(EnumSet.of(Capability.DENY));
    }
    capabilities = Collections.unmodifiableSet(copy);
  }
}
