package io.azimuth.domain.policy.acl;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All rules that match one path.
 *
 * @param deciding the one that decides
 * @param shadowed the others, in order of precedence
 */
public record MatchingRules(Optional<RuleSummary> deciding, List<Shadowed> shadowed) {

  static final MatchingRules NONE = new MatchingRules(Optional.empty(), List.of());

  public MatchingRules {
    Objects.requireNonNull(deciding, "deciding");
    shadowed = List.copyOf(shadowed);
  }

  /** A rule that matches but does not decide, and why. */
  public record Shadowed(RuleSummary rule, ShadowReason reason) {

    public Shadowed {
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
