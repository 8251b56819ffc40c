package io.azimuth.application.policy;

import io.azimuth.application.epoch.EpochCache;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.policy.Acl;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.PolicyName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Merges the policies that a token carries. */
@Singleton
public final class PolicySets {

  private final EpochCache<List<String>, Acl> acls = new EpochCache<>();
  private final EpochCache<String, Optional<AclPolicy>> policies = new EpochCache<>();

  @Inject
  PolicySets() {}

  /** What these policies grant together; names without a policy grant nothing (spec 3.10). */
  public Acl acl(UnitOfWork work, List<String> names) {
    if (names.contains(PolicyName.ROOT.value())) {
      return Acl.root();
    }
    List<String> sorted = List.copyOf(new TreeSet<>(names));
    return acls.get(work, sorted, () -> merge(work, sorted));
  }

  private Acl merge(UnitOfWork work, List<String> names) {
    return Acl.of(
        names.stream()
            .map(name -> policies.get(work, name, () -> parse(work, name)))
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<AclPolicy> parse(UnitOfWork work, String name) {
    return canonical(name)
        .flatMap(
            policy ->
                work.policies().find(policy.value()).map(text -> AclPolicy.parse(policy, text)));
  }

  // A role may name anything; a name that no policy can have is never looked for.
  private static Optional<PolicyName> canonical(String name) {
    try {
      return Optional.of(new PolicyName(name));
    } catch (InvalidPolicyException e) {
      return Optional.empty();
    }
  }
}
