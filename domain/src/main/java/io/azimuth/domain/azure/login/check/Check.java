package io.azimuth.domain.azure.login.check;

import java.util.Objects;
import java.util.Optional;

/**
 * One check of a login, for the operator only: it contains values that the role binds.
 *
 * @param name the name of the check
 * @param outcome whether it passed
 * @param expected what would have passed; empty when there is no particular value
 * @param actual the value that was received; external text in full, which a log must escape
 * @param reason why it failed; empty otherwise
 * @param hint what to change or to know; may be empty
 */
public record Check(
    CheckName name,
    CheckOutcome outcome,
    String expected,
    String actual,
    Optional<DenialReason> reason,
    String hint) {

  public Check {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(actual, "actual");
    Objects.requireNonNull(hint, "hint");
    if (reason.isPresent() != (outcome == CheckOutcome.FAILED)) {
      throw new IllegalArgumentException("a check has a reason when it failed, and only then");
    }
  }

  /** A check that passed. */
  public static Check passed(CheckName name, String expected, String actual) {
    return new Check(name, CheckOutcome.PASSED, expected, actual, Optional.empty(), "");
  }

  /** A check that was not made, with the reason. */
  public static Check skipped(CheckName name, String why) {
    return skipped(name, "", "", why);
  }

  /** A check whose result does not count, with the reason. */
  public static Check skipped(CheckName name, String expected, String actual, String why) {
    return new Check(name, CheckOutcome.SKIPPED, expected, actual, Optional.empty(), why);
  }

  /** The check that led to a denial. */
  public static Check failed(Denial denial) {
    return new Check(
        denial.check(),
        CheckOutcome.FAILED,
        denial.expected(),
        denial.actual(),
        Optional.of(denial.reason()),
        denial.reason().hint());
  }
}
