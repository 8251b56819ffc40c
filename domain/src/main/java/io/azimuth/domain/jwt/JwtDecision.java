package io.azimuth.domain.jwt;

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
public record JwtDecision(List<JwtCheck> checks, Optional<JwtGrant> grant) {

  public JwtDecision {
    checks = List.copyOf(checks);
    Objects.requireNonNull(grant, "grant");
    if (grant.isPresent() && checks.stream().anyMatch(it -> it.reason().isPresent())) {
      throw new IllegalArgumentException("nothing is granted when a check failed");
    }
  }

  /** A decision after the first check alone, which failed. */
  public static JwtDecision refusedBy(JwtCheck failed) {
    return refusedBy(List.of(), failed);
  }

  /** A decision that ends with a check that failed. */
  public static JwtDecision refusedBy(List<JwtCheck> before, JwtCheck failed) {
    List<JwtCheck> checks = new ArrayList<>(before);
    checks.add(failed);
    for (JwtCheckName name : JwtCheckName.values()) {
      if (name.compareTo(failed.name()) > 0 && name.isOfEveryToken()) {
        checks.add(JwtCheck.skipped(name, "an earlier check failed"));
      }
    }
    return new JwtDecision(checks, Optional.empty());
  }

  /** Whose token it is, if that was proved. */
  public Optional<String> user() {
    return checks.stream()
        .filter(check -> check.name() == JwtCheckName.USER_CLAIM)
        .filter(check -> check.passed().equals(Optional.of(true)))
        .map(JwtCheck::actual)
        .findFirst();
  }

  /** The reasons of a refusal, each once. */
  public List<JwtDenialReason> reasons() {
    return checks.stream().flatMap(check -> check.reason().stream()).distinct().toList();
  }
}
