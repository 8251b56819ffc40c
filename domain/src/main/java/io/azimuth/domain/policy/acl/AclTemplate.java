package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.PathPattern;
import io.azimuth.domain.policy.TemplateSubject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a set of policies allows, with its templated paths still open. The rules that are the same
 * for every caller are indexed once and shared by the ACLs of all callers; each of those holds the
 * rules of its own paths besides.
 *
 * <p>An ACL that is filled in decides as {@link Acl#of(List, Optional)} of the same policies and
 * subject. Immutable and safe for concurrent use.
 */
public final class AclTemplate {

  private final List<AclPolicy> policies;
  private final List<AclPolicy> templates;
  private final Set<PathPattern> fixed;
  private final boolean needsOnlyNames;
  private final Acl shared;
  private final Acl forNobody;

  private AclTemplate(List<AclPolicy> policies) {
    this.policies = List.copyOf(policies);
    this.templates = policies.stream().map(AclPolicy::templates).toList();
    this.needsOnlyNames = policies.stream().allMatch(AclPolicy::needsOnlyNames);
    List<MergedRule> rules = RuleMerge.merge(policies, Optional.empty());
    this.fixed = rules.stream().map(MergedRule::pattern).collect(Collectors.toUnmodifiableSet());
    this.shared = Acl.ofRules(rules);
    this.forNobody = shared.with(List.of(), RuleMerge.unfilled(templates, Optional.empty()));
  }

  /** The rules of these policies together. */
  public static AclTemplate of(List<AclPolicy> policies) {
    return new AclTemplate(policies);
  }

  /** Whether callers differ in their rules. */
  public boolean isTemplated() {
    return templates.stream().anyMatch(AclPolicy::isTemplated);
  }

  /**
   * Whether id and name of an entity are all that {@link #filledIn} needs of it, as with the
   * default policy: then a request need not gather aliases and groups.
   */
  public boolean needsOnlyNames() {
    return needsOnlyNames;
  }

  /**
   * The rules of a caller without an entity: templated paths grant nothing, and those that deny do
   * so for every value.
   */
  public Acl forNobody() {
    return forNobody;
  }

  /** The rules of a caller, with templated paths filled in as far as it has values. */
  public Acl filledIn(TemplateSubject subject) {
    Optional<TemplateSubject> caller = Optional.of(subject);
    return shared.with(own(caller), RuleMerge.unfilled(templates, caller));
  }

  // Where a filled path is also a fixed one, the stanzas of both make one rule, in their order.
  private List<MergedRule> own(Optional<TemplateSubject> caller) {
    List<MergedRule> filled = RuleMerge.merge(templates, caller);
    if (filled.stream().map(MergedRule::pattern).noneMatch(fixed::contains)) {
      return filled;
    }
    Set<PathPattern> paths = filled.stream().map(MergedRule::pattern).collect(Collectors.toSet());
    return RuleMerge.merge(policies, caller).stream()
        .filter(rule -> paths.contains(rule.pattern()))
        .toList();
  }
}
