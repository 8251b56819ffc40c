package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The principal is an identity of the resource. A resource that only the request names is proved by
 * its system-assigned identity, which no other resource can have.
 */
final class ResourceIdentityRule extends LoginRule {

  ResourceIdentityRule() {
    super(CheckName.RESOURCE_IDENTITY);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (login.resource().isEmpty() || login.facts().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    ResourceFacts facts = login.facts().get();
    PrincipalId principal = login.claims().oid().orElseThrow();
    return login.resource().get().basis() == LoginResource.Basis.REQUEST
        ? named(facts, principal)
        : claimed(facts, principal);
  }

  private RuleOutcome named(ResourceFacts facts, PrincipalId principal) {
    String expected = systemAssigned(facts);
    return facts.proves(principal, LoginResource.Basis.REQUEST)
        ? passed(expected, principal.value())
        : failed(DenialReason.RESOURCE_UNPROVED, expected, principal.value());
  }

  private RuleOutcome claimed(ResourceFacts facts, PrincipalId principal) {
    String expected = systemAssigned(facts) + ", user-assigned " + sorted(facts.userAssigned());
    return facts.has(principal)
        ? passed(expected, principal.value())
        : failed(DenialReason.IDENTITY_NOT_ON_RESOURCE, expected, principal.value());
  }

  private static String systemAssigned(ResourceFacts facts) {
    return "system-assigned " + facts.systemAssigned().map(PrincipalId::value).orElse("-");
  }

  private static String sorted(Set<PrincipalId> principals) {
    return principals.stream()
        .map(PrincipalId::value)
        .sorted()
        .collect(Collectors.joining(" ", "[", "]"));
  }
}
