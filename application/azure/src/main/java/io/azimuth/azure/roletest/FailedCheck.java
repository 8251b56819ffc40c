package io.azimuth.azure.roletest;

/**
 * A check that failed.
 *
 * @param check its code
 * @param reason the code of the reason
 * @param expected what would have passed
 * @param actual what came
 * @param hint what to change
 */
record FailedCheck(String check, String reason, String expected, String actual, String hint) {

  /** All of it in one line. */
  String sentence() {
    StringBuilder text = new StringBuilder(check);
    if (!expected.isEmpty()) {
      text.append(" expected ").append(expected);
    }
    if (!actual.isEmpty()) {
      text.append(" got ").append(actual);
    }
    return hint.isEmpty() ? text.toString() : text.append(": ").append(hint).toString();
  }
}
