package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.ParameterRules;
import io.azimuth.domain.policy.PathPattern;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.RequestParameter;
import io.azimuth.domain.policy.WrappingLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** All stanzas of one path, from all policies of a token. */
final class MergedRule {

  private final PathPattern pattern;
  private final Map<Capability, List<PolicyName>> sources;
  private final List<PolicyName> policies;
  private final ParameterRules parameters;
  private final WrappingLimits wrapping;

  MergedRule(
      PathPattern pattern,
      Map<Capability, List<PolicyName>> sources,
      List<PolicyName> policies,
      ParameterRules parameters,
      WrappingLimits wrapping) {
    this.pattern = pattern;
    this.sources = new EnumMap<>(Capability.class);
    this.sources.putAll(sources);
    this.policies = List.copyOf(policies);
    this.parameters = parameters;
    this.wrapping = wrapping;
  }

  PathPattern pattern() {
    return pattern;
  }

  /** The policies that hold a stanza of this path. */
  List<PolicyName> policies() {
    return policies;
  }

  boolean denies() {
    return sources.containsKey(Capability.DENY);
  }

  /** What the rule grants; empty if it denies. */
  Set<Capability> granted() {
    return denies() ? Set.of() : Collections.unmodifiableSet(sources.keySet());
  }

  private boolean grants(Capability capability) {
    return !denies() && sources.containsKey(capability);
  }

  /** The words that {@code sys/capabilities} has for the rule. */
  List<String> capabilityNames() {
    return granted().isEmpty()
        ? List.of(Capability.DENY.wireName())
        : granted().stream().map(Capability::wireName).toList();
  }

  AclDecision decide(
      Capability needed,
      boolean sudoRequired,
      Duration wrapTtl,
      Supplier<List<RequestParameter>> sent) {
    if (denies()) {
      return decision(AclOutcome.DENY_RULE, sourcesOf(Capability.DENY));
    }
    if (!grants(needed)) {
      return decision(AclOutcome.CAPABILITY_MISSING, policies);
    }
    if (sudoRequired && !grants(Capability.SUDO)) {
      return decision(AclOutcome.SUDO_MISSING, policies);
    }
    if (!wrapping.admit(wrapTtl)) {
      return decision(AclOutcome.WRAPPING_OUTSIDE_LIMITS, policies);
    }
    Optional<ParameterRules.Offence> offence =
        needed.takesParameters() && !parameters.isEmpty()
            ? parameters.check(sent.get())
            : Optional.empty();
    return offence.isPresent()
        ? refusal(offence.get())
        : decision(AclOutcome.GRANTED, sourcesOf(needed));
  }

  private List<PolicyName> sourcesOf(Capability capability) {
    return sources.getOrDefault(capability, List.of());
  }

  private AclDecision decision(AclOutcome outcome, List<PolicyName> grounds) {
    return new AclDecision(
        outcome, Optional.of(pattern.text()), grounds, Optional.empty(), grants(Capability.SUDO));
  }

  private AclDecision refusal(ParameterRules.Offence offence) {
    return new AclDecision(
        offence.outcome(),
        Optional.of(pattern.text()),
        policies,
        Optional.of(offence.parameter()),
        grants(Capability.SUDO));
  }
}
