package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.PolicyName;
import java.util.List;
import java.util.Objects;

/**
 * A rule as an explanation shows it.
 *
 * @param path as policies write it, without a leading slash
 * @param capabilities in the order and words of {@code sys/capabilities}
 * @param policies the policies that hold it
 */
public record RuleSummary(String path, List<String> capabilities, List<PolicyName> policies) {

  public RuleSummary {
    Objects.requireNonNull(path, "path");
    capabilities = List.copyOf(capabilities);
    policies = List.copyOf(policies);
  }

  static RuleSummary of(MergedRule rule) {
    return new RuleSummary(rule.pattern().text(), rule.capabilityNames(), rule.policies());
  }
}
