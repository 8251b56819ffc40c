package io.azimuth.domain.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a login was decided.
 *
 * @param checks every check, in their order
 * @param grant what it proved; empty when a check failed
 */
public record KubernetesDecision(List<KubernetesCheck> checks, Optional<KubernetesGrant> grant) {

  public KubernetesDecision {
    checks = List.copyOf(checks);
    Objects.requireNonNull(grant, "grant");
    if (grant.isPresent() && checks.stream().anyMatch(KubernetesCheck::isFailed)) {
      throw new IllegalArgumentException("nothing is granted when a check failed");
    }
  }

  /** A refusal whose later checks were not made. */
  public static KubernetesDecision refused(List<KubernetesCheck> made) {
    List<KubernetesCheck> checks = new ArrayList<>(made);
    KubernetesCheckName last = made.get(made.size() - 1).name();
    for (KubernetesCheckName name : KubernetesCheckName.values()) {
      if (name.compareTo(last) > 0) {
        checks.add(KubernetesCheck.skipped(name, "an earlier check failed"));
      }
    }
    return new KubernetesDecision(checks, Optional.empty());
  }

  /** The reasons of a refusal, each once. */
  public List<KubernetesDenial> reasons() {
    return checks.stream().flatMap(check -> check.denial().stream()).distinct().toList();
  }
}
