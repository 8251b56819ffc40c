package io.azimuth.application.policy;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.BuiltInPolicies;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.TemplateSubject;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.policy.acl.AclTemplate;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Merges the policies that a token carries. */
@Singleton
public final class PolicySets {

  // Each holds the paths of one caller, and is made anew within microseconds.
  private static final int MAX_FILLED = 2_000;

  private final EpochCache<List<String>, AclTemplate> acls = new EpochCache<>();
  private final EpochCache<Filled, Acl> filled = new EpochCache<>(MAX_FILLED);
  private final EpochCache<String, Optional<AclPolicy>> policies = new EpochCache<>();

  private final GroupGraphs groups;

  @Inject
  PolicySets(GroupGraphs groups) {
    this.groups = groups;
  }

  /**
   * The merged policies; names without a policy grant nothing.
   *
   * @param entity that fills in templated paths; without one their rules grant nothing, and those
   *     that deny do so for every value
   * @param token the origin of the token, whose login brings values of its own
   */
  public Acl acl(UnitOfWork work, List<String> names, Optional<Entity> entity, TokenOrigin token) {
    if (names.contains(PolicyName.ROOT.value())) {
      return Acl.root();
    }
    List<String> sorted = List.copyOf(new TreeSet<>(names));
    AclTemplate open = acls.get(work, sorted, () -> AclTemplate.of(policies(work, sorted)));
    if (entity.isEmpty() || !open.isTemplated()) {
      return open.forNobody();
    }
    TemplateSubject subject =
        open.needsOnlyNames()
            ? new TemplateSubject(entity.get().id(), entity.get().name(), Map.of())
            : groups.subject(work, entity.get(), token);
    return filled.get(work, new Filled(sorted, subject), () -> open.filledIn(subject));
  }

  private List<AclPolicy> policies(UnitOfWork work, List<String> names) {
    return names.stream().flatMap(name -> policy(work, name).stream()).toList();
  }

  private Optional<AclPolicy> policy(UnitOfWork work, String name) {
    return policies.get(work, name, () -> parse(work, name));
  }

  private static Optional<AclPolicy> parse(UnitOfWork work, String name) {
    return canonical(name).flatMap(policy -> find(work, policy));
  }

  // The policy of wrapping tokens cannot be changed, so it is not stored.
  private static Optional<AclPolicy> find(UnitOfWork work, PolicyName policy) {
    return policy.equals(PolicyName.RESPONSE_WRAPPING)
        ? Optional.of(BuiltInPolicies.responseWrapping())
        : work.policies().find(policy.value()).map(text -> AclPolicy.parse(policy, text));
  }

  // A stored role may hold any text; a text that is no valid policy name is not looked up.
  private static Optional<PolicyName> canonical(String name) {
    return PolicyName.problem(name).isEmpty()
        ? Optional.of(new PolicyName(name))
        : Optional.empty();
  }

  /** Policies with their templates filled in for one entity. */
  private record Filled(List<String> names, TemplateSubject subject) {}
}
