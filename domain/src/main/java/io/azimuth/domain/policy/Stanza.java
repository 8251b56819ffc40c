package io.azimuth.domain.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A stanza of a policy as its author wrote it.
 *
 * @param path with its templates
 * @param line where it begins, counted from 1
 * @param capabilities all capabilities as written, also those that a deny in the same stanza
 *     removes
 * @param parameters the rules for parameters
 * @param wrapping the limits of wrapping
 */
public record Stanza(
    PathTemplate path,
    int line,
    Set<Capability> capabilities,
    ParameterRules parameters,
    WrappingLimits wrapping) {

  /** Keeps a copy of the capabilities. */
  public Stanza {
    Set<Capability> copy = EnumSet.noneOf(Capability.class);
    copy.addAll(capabilities);
    capabilities = Collections.unmodifiableSet(copy);
  }

  /** The rule of this stanza for this caller; empty when its path cannot be filled in. */
  Optional<PathRule> ruleFor(Optional<TemplateSubject> subject) {
    return path.resolve(subject)
        .map(pattern -> new PathRule(pattern, capabilities, parameters, wrapping));
  }

  /** What this stanza denies when its path cannot be filled in for this caller. */
  Optional<UnfilledTemplateDeny> unfilledDeny(Optional<TemplateSubject> subject) {
    return denies() ? path.unfilled(subject) : Optional.empty();
  }

  /** Whether its path is not the same for every caller. */
  public boolean isTemplated() {
    return path.fixed().isEmpty();
  }

  public boolean denies() {
    return capabilities.contains(Capability.DENY);
  }
}
