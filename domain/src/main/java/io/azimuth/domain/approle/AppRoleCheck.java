package io.azimuth.domain.approle;

import java.util.Objects;
import java.util.Optional;

/**
 * One check of a login, for the operator only. It never holds a secret id.
 *
 * @param name the name of the check
 * @param outcome whether it passed
 * @param expected what would have passed; empty when there is no particular value
 * @param actual the value that was received; empty when it may be a secret
 * @param denial why it failed; empty otherwise
 * @param note why it was skipped; empty otherwise
 */
public record AppRoleCheck(
    AppRoleCheckName name,
    Outcome outcome,
    String expected,
    String actual,
    Optional<AppRoleDenial> denial,
    String note) {

  /** The outcome of a check. */
  public enum Outcome {
    /** The check passed. */
    PASSED("passed"),
    /** The check failed; the login is refused. */
    FAILED("failed"),
    /** The check did not apply, or could not be made any more. */
    SKIPPED("skipped");

    private final String code;

    Outcome(String code) {
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }

  public AppRoleCheck {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(actual, "actual");
    Objects.requireNonNull(note, "note");
    if (denial.isPresent() != (outcome == Outcome.FAILED)) {
      throw new IllegalArgumentException("a check has a reason when it failed, and only then");
    }
  }

  static AppRoleCheck passed(AppRoleCheckName name, String expected, String actual) {
    return new AppRoleCheck(name, Outcome.PASSED, expected, actual, Optional.empty(), "");
  }

  static AppRoleCheck failed(
      AppRoleCheckName name, AppRoleDenial denial, String expected, String actual) {
    return new AppRoleCheck(name, Outcome.FAILED, expected, actual, Optional.of(denial), "");
  }

  static AppRoleCheck skipped(AppRoleCheckName name, String why) {
    return new AppRoleCheck(name, Outcome.SKIPPED, "", "", Optional.empty(), why);
  }

  /** What the operator can change or should know. */
  public String hint() {
    return denial.map(AppRoleDenial::hint).orElse(note);
  }
}
