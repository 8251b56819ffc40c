package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.ParameterRules;
import io.azimuth.domain.policy.ParameterRulesMerge;
import io.azimuth.domain.policy.PathPattern;
import io.azimuth.domain.policy.PathRule;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.TemplateSubject;
import io.azimuth.domain.policy.UnfilledTemplateDeny;
import io.azimuth.domain.policy.WrappingLimits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the stanzas of one path: capabilities are united, and deny wins. */
final class RuleMerge {

  private final PathPattern pattern;
  private final Map<Capability, Set<PolicyName>> sources = new EnumMap<>(Capability.class);
  private final Set<PolicyName> policies = new LinkedHashSet<>();
  private final ParameterRulesMerge parameters = new ParameterRulesMerge();
  private WrappingLimits wrapping = WrappingLimits.NONE;

  private RuleMerge(PathPattern pattern) {
    this.pattern = pattern;
  }

  static List<MergedRule> merge(List<AclPolicy> policies, Optional<TemplateSubject> subject) {
    Map<PathPattern, RuleMerge> merges = new LinkedHashMap<>();
    for (AclPolicy policy : policies) {
      for (PathRule rule : policy.rules(subject)) {
        merges.computeIfAbsent(rule.path(), RuleMerge::new).add(policy.name(), rule);
      }
    }
    return merges.values().stream().map(RuleMerge::build).toList();
  }

  /** The rules that deny whatever some value of their templates would match. */
  static List<UnfilledRule> unfilled(List<AclPolicy> policies, Optional<TemplateSubject> subject) {
    List<UnfilledRule> rules = new ArrayList<>();
    for (AclPolicy policy : policies) {
      for (UnfilledTemplateDeny deny : policy.unfilledDenies(subject)) {
        List<PolicyName> names = List.of(policy.name());
        rules.add(
            new UnfilledRule(
                deny,
                new MergedRule(
                    deny.pattern(),
                    Map.of(Capability.DENY, names),
                    names,
                    ParameterRules.NONE,
                    WrappingLimits.NONE)));
      }
    }
    return List.copyOf(rules);
  }

  private void add(PolicyName policy, PathRule rule) {
    policies.add(policy);
    for (Capability capability : rule.capabilities()) {
      sources.computeIfAbsent(capability, c -> new LinkedHashSet<>()).add(policy);
    }
    parameters.add(rule.parameters());
    wrapping = wrapping.merge(rule.wrapping());
  }

  private MergedRule build() {
    Map<Capability, List<PolicyName>> lists = new EnumMap<>(Capability.class);
    sources.forEach((capability, names) -> lists.put(capability, List.copyOf(names)));
    return new MergedRule(pattern, lists, List.copyOf(policies), parameters.build(), wrapping);
  }
}
