package io.azimuth.application.audit;

import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.Value;

/** The decision of policies, as records show it. */
final class PolicyResults {

  private PolicyResults() {}

  // Policies that grant nothing are not named: the reader looks for the ones that grant the
  // request.
  static Value of(AclDecision decision) {
    Value.Builder laid = Value.Obj.builder().put("allowed", decision.allowed());
    if (decision.allowed()) {
      laid.put(
          "granting_policies",
          new Value.Items(
              decision.policies().stream().<Value>map(name -> policy(name.value())).toList()));
    }
    return laid.build();
  }

  private static Value policy(String name) {
    return Value.Obj.builder()
        .put("name", name)
        .put("namespace_id", "root")
        .put("type", "acl")
        .build();
  }
}
