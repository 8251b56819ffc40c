package io.azimuth.domain.login;

/** The outcome of a check. */
public enum CheckOutcome {
  /** The check passed. */
  PASSED("passed"),
  /** The check failed; the login is refused. */
  FAILED("failed"),
  /** The check did not apply, or could not be made any more. */
  SKIPPED("skipped");

  private final String code;

  CheckOutcome(String code) {
    this.code = code;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
