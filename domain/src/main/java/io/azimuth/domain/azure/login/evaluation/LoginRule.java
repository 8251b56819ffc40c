package io.azimuth.domain.azure.login.evaluation;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.login.LoginCheck;

/**
 * One check of a login. A rule has no state: its outcome depends on the context alone. A rule stays
 * open where the context lacks what it needs.
 */
public abstract class LoginRule {

  private final CheckName check;

  /** A rule that makes this check. */
  protected LoginRule(CheckName check) {
    this.check = check;
  }

  /** The check that this rule makes. */
  public final CheckName check() {
    return check;
  }

  /** The outcome for a login. */
  public abstract RuleOutcome evaluate(LoginContext login);

  /** The check holds. */
  protected final RuleOutcome passed(String expected, String actual) {
    return RuleOutcome.of(LoginCheck.passed(check, expected, actual));
  }

  /** The check is not made, because of that. */
  protected final RuleOutcome skipped(String why) {
    return RuleOutcome.of(LoginCheck.skipped(check, why));
  }

  /** The same, with the values that it would compare. */
  protected final RuleOutcome skipped(String expected, String actual, String why) {
    return RuleOutcome.of(LoginCheck.skipped(check, expected, actual, why));
  }

  /** Fails because of a value that the caller itself sent. */
  protected final RuleOutcome failed(DenialReason reason, String expected, String actual) {
    return failed(reason, expected, actual, actual);
  }

  /**
   * Fails because of a value that the caller did not send.
   *
   * @param own the value that it sent instead; may be empty
   */
  protected final RuleOutcome failed(
      DenialReason reason, String expected, String actual, String own) {
    return RuleOutcome.of(new Denial(reason, check, expected, actual, own));
  }

  /** The outcome for a list of the role, which may be empty. */
  protected final RuleOutcome bound(
      BoundList bound, boolean holds, String actual, DenialReason reason) {
    if (bound.isEmpty()) {
      return skipped("", actual, "the role does not bind this");
    }
    return holds ? passed(bound.toString(), actual) : failed(reason, bound.toString(), actual);
  }
}
