package io.azimuth.domain.azure.login.check;

/** How a check ended. */
public enum CheckOutcome {
  /** It holds. */
  PASSED("passed"),
  /** It does not hold; the login is refused. */
  FAILED("failed"),
  /** It did not apply, or could not be made any more. */
  SKIPPED("skipped");

  private final String code;

  CheckOutcome(String code) {
    this.code = code;
  }

  /** Its stable name. */
  public String code() {
    return code;
  }
}
