package io.azimuth.azure.roletest;

import java.util.List;

/**
 * The result of a case.
 *
 * @param line where it begins
 * @param actual how the login ended
 * @param differences from what was expected; none when the case passed
 */
public record CaseResult(String name, int line, String actual, List<Difference> differences) {

  public CaseResult {
    differences = List.copyOf(differences);
  }

  /** Whether everything was as expected. */
  public boolean passed() {
    return differences.isEmpty();
  }

  /**
   * One thing that was not as expected.
   *
   * @param expected the outcome in the file
   * @param actual what came
   * @param hint why, or what to change; may be empty
   */
  public record Difference(String what, String expected, String actual, String hint) {

    @Override
    public String toString() {
      String text = what + ": expected " + expected + ", got " + actual;
      return hint.isEmpty() ? text : text + " (" + hint + ")";
    }
  }
}
