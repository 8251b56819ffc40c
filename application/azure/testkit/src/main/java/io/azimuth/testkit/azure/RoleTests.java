package io.azimuth.testkit.azure;

import io.azimuth.azure.roletest.CaseResult;
import io.azimuth.azure.roletest.CaseResult.Difference;
import io.azimuth.azure.roletest.LoginCase;
import io.azimuth.azure.roletest.RoleTestFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * The cases of a file of role tests as tests of JUnit, the same as {@code azimuth test-roles} runs:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> roles() {
 *   return RoleTests.of(Path.of("src/test/roles.hcl"));
 * }
 * }</pre>
 *
 * <p>A case with another outcome than in the file is a test that fails with all differences. A file
 * that cannot be run fails the factory with all its problems and their lines.
 */
public final class RoleTests {

  private RoleTests() {}

  /** A test for each case of the file; its machines log in now. */
  public static Stream<DynamicTest> of(Path file) {
    return of(file, Clock.systemUTC());
  }

  /** A test for each case of the file; its machines log in at the time of the clock. */
  public static Stream<DynamicTest> of(Path file, Clock clock) {
    RoleTestFile roles = RoleTestFile.read(file, clock);
    if (!roles.problems().isEmpty()) {
      throw new AssertionError(
          roles.problems().stream()
              .map(problem -> file + ":" + problem.line() + ": " + problem.message())
              .collect(Collectors.joining("\n")));
    }
    return roles.cases().stream().map(test -> dynamicTest(roles, test));
  }

  /** The tests of several files, those of each in a container of their own. */
  public static Stream<DynamicContainer> of(List<Path> files) {
    return files.stream().map(file -> DynamicContainer.dynamicContainer(file.toString(), of(file)));
  }

  private static DynamicTest dynamicTest(RoleTestFile roles, LoginCase test) {
    URI source = URI.create(roles.path().toUri() + "?line=" + test.line());
    return DynamicTest.dynamicTest(test.name(), source, () -> check(roles.run(test)));
  }

  private static void check(CaseResult result) {
    if (!result.passed()) {
      throw new AssertionError(
          result.differences().stream()
              .map(Difference::toString)
              .collect(Collectors.joining("\n")));
    }
  }
}
