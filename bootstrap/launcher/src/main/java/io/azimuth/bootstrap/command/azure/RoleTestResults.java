package io.azimuth.bootstrap.command.azure;

import io.azimuth.azure.roletest.CaseResult;
import io.azimuth.azure.roletest.RoleTestFile;
import io.azimuth.azure.roletest.RoleTestProblem;
import io.azimuth.spi.api.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The results of one file.
 *
 * @param file the file as it was named
 * @param problems why it could not be run
 * @param advice of the linter, by role; none unless it was asked for
 */
record RoleTestResults(
    Path file,
    List<RoleTestProblem> problems,
    List<CaseResult> cases,
    Map<String, List<Value.Obj>> advice) {

  RoleTestResults {
    problems = List.copyOf(problems);
    cases = List.copyOf(cases);
  }

  /** Runs all cases of the file, if it can be run. */
  static RoleTestResults of(RoleTestFile file, boolean lint) {
    return new RoleTestResults(
        file.path(),
        file.problems(),
        file.cases().stream().map(file::run).toList(),
        lint && file.problems().isEmpty() ? file.advice() : Map.of());
  }

  /** How many cases were not as expected. */
  long failures() {
    return cases.stream().filter(result -> !result.passed()).count();
  }
}
