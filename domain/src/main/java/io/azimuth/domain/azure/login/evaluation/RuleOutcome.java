package io.azimuth.domain.azure.login.evaluation;

import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.login.LoginCheck;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of a rule.
 *
 * @param check the check; empty when the rule stays open
 * @param denial why the login is refused, when the check failed
 * @param resource the resource of the login, when the rule chose it
 * @param alias the alias of the login, when the rule proved it
 */
public record RuleOutcome(
    Optional<LoginCheck> check,
    Optional<Denial> denial,
    Optional<LoginResource> resource,
    Optional<LoginAlias> alias) {

  /** The outcome of a rule whose context lacks what the rule needs. */
  public static final RuleOutcome OPEN =
      new RuleOutcome(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public RuleOutcome {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(denial, "denial");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(alias, "alias");
  }

  /** The outcome of a check that refuses nothing. */
  public static RuleOutcome of(LoginCheck check) {
    return new RuleOutcome(
        Optional.of(check), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The outcome of a check that failed. */
  public static RuleOutcome of(Denial denial) {
    return new RuleOutcome(
        Optional.of(denial.failedCheck()), Optional.of(denial), Optional.empty(), Optional.empty());
  }

  /** This outcome, by which the login has that resource. */
  public RuleOutcome proving(LoginResource resource) {
    return new RuleOutcome(check, denial, Optional.of(resource), alias);
  }

  /** This outcome, by which the login has that alias. */
  public RuleOutcome proving(LoginAlias alias) {
    return new RuleOutcome(check, denial, resource, Optional.of(alias));
  }
}
