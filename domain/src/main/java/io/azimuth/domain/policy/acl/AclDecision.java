package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.PolicyName;
import java.util.List;
import java.util.Optional;

/**
 * Whether one request is allowed, with the reason.
 *
 * @param outcome the reason
 * @param rule the path of the deciding rule as its policy writes it; empty for root and where no
 *     rule matched
 * @param policies those that grant the capability or deny; where something is missing, all that
 *     hold the rule
 * @param parameter the name of the offending parameter, if one offends
 * @param sudo whether the caller has sudo on this path as well
 */
public record AclDecision(
    AclOutcome outcome,
    Optional<String> rule,
    List<PolicyName> policies,
    Optional<String> parameter,
    boolean sudo) {

  static final AclDecision ROOT =
      new AclDecision(
          AclOutcome.ROOT, Optional.empty(), List.of(PolicyName.ROOT), Optional.empty(), true);

  static final AclDecision NO_RULE =
      new AclDecision(AclOutcome.NO_RULE, Optional.empty(), List.of(), Optional.empty(), false);

  /** Keeps a copy of the policies. */
  public AclDecision {
    policies = List.copyOf(policies);
  }

  /** Whether the request is allowed. */
  public boolean allowed() {
    return outcome.allowed();
  }
}
