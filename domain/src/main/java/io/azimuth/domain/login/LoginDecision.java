package io.azimuth.domain.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a login was decided.
 *
 * @param checks every check, in their order
 * @param grant what it proved; empty when a check failed
 * @param <G> the type of what a login proves
 */
public record LoginDecision<G>(List<LoginCheck> checks, Optional<G> grant) {

  public LoginDecision {
    checks = List.copyOf(checks);
    Objects.requireNonNull(grant, "grant");
    if (grant.isPresent() && checks.stream().anyMatch(LoginCheck::isFailed)) {
      throw new IllegalArgumentException("nothing is granted when a check failed");
    }
  }

  /**
   * A refusal whose later checks were not made.
   *
   * @param made the checks that were made, one of which failed
   * @param names all checks, in their order; those that were not made are skipped
   */
  public static <G> LoginDecision<G> refused(
      List<LoginCheck> made, List<? extends LoginCheckName> names) {
    if (made.stream().noneMatch(LoginCheck::isFailed)) {
      throw new IllegalArgumentException("a refusal has a reason");
    }
    List<LoginCheck> checks = new ArrayList<>(made);
    for (LoginCheckName name : names) {
      if (made.stream().noneMatch(check -> check.name().equals(name))) {
        checks.add(LoginCheck.skipped(name, "an earlier check failed"));
      }
    }
    return new LoginDecision<>(checks, Optional.empty());
  }

  /** The reasons of a refusal, each once. */
  public List<LoginDenial> reasons() {
    return checks.stream().flatMap(check -> check.denial().stream()).distinct().toList();
  }

  /**
   * Whether it is proved whose login it is: it is granted, or each of its reasons is disclosed as
   * it is.
   */
  public boolean isProved() {
    return reasons().stream().noneMatch(reason -> reason.disclosure() == Disclosure.NOTHING);
  }
}
