package io.azimuth.azure.roletest;

import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclSyntaxException;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Value;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Roles, policies and machines in a file, and the logins that are expected of them
 * (docs/guides/test-roles.md). The roles are written to the auth method and the machines log in to
 * it; no server, no network and no Azure is needed.
 */
public final class RoleTestFile {

  private final Path path;
  private final List<RoleTestProblem> problems;
  private final Optional<Runner> runner;

  private record Runner(RoleTestPlan plan, RoleTestRun run) {}

  private RoleTestFile(Path path, List<RoleTestProblem> problems, Optional<Runner> runner) {
    this.path = path;
    this.problems = List.copyOf(problems);
    this.runner = runner;
  }

  /**
   * Reads the file: as JSON if its name ends in {@code .json}, or else as HCL. Files of policies
   * that it names are read, too. Nothing is thrown: what is wrong is in {@link #problems}.
   *
   * @param clock the time at which the machines log in
   */
  public static RoleTestFile read(Path path, Clock clock) {
    return read(path, TextFile.read(path), name -> policy(path, name), clock);
  }

  /**
   * Reads that text in the place of the file.
   *
   * @param policies reads a file that a policy names
   */
  static RoleTestFile read(
      Path path, Checked<String> text, Function<String, Checked<String>> policies, Clock clock) {
    FileProblems problems = new FileProblems();
    text.problems().forEach(problem -> problems.add(0, problem));
    boolean json = path.toString().endsWith(".json");
    Optional<Runner> runner =
        text.value()
            .flatMap(it -> body(it, json, problems))
            .map(body -> plan(body, problems, policies, clock));
    return new RoleTestFile(
        path, problems.all(), problems.all().isEmpty() ? runner : Optional.empty());
  }

  private static Optional<HclBody> body(String text, boolean json, FileProblems problems) {
    try {
      return Optional.of(json ? Hcl.parseJson(text) : Hcl.parse(text));
    } catch (HclSyntaxException e) {
      problems.add(e.position().line(), "column " + e.position().column() + ": " + e.sentence());
      return Optional.empty();
    }
  }

  private static Runner plan(
      HclBody body,
      FileProblems problems,
      Function<String, Checked<String>> policies,
      Clock clock) {
    RoleTestPlan plan =
        new PlanReader(body, problems, policies, RoleTestRun.loginFields(clock)).read();
    RoleTestRun run = new RoleTestRun(plan, clock);
    if (problems.all().isEmpty()) {
      run.prepare();
    }
    return new Runner(plan, run);
  }

  private static Checked<String> policy(Path path, String name) {
    return TextFile.beside(path, name)
        .map(TextFile::read)
        .orElseGet(() -> Checked.problem(Quoted.of(name) + " is not the name of a file"));
  }

  public Path path() {
    return path;
  }

  /** Why the file cannot be run; empty when it can. */
  public List<RoleTestProblem> problems() {
    return problems;
  }

  /** The cases in the order of the file; none when it cannot be run. */
  public List<LoginCase> cases() {
    return runner.map(it -> it.plan().cases()).orElse(List.of());
  }

  /**
   * Runs one of the {@link #cases}.
   *
   * @throws IllegalStateException when the file has problems
   */
  public CaseResult run(LoginCase test) {
    return runnable().run().run(test);
  }

  /**
   * The linter's findings for each role, by the name of the role, as {@code role/NAME/advice} of
   * the API has it.
   *
   * @throws IllegalStateException when the file has problems
   */
  public Map<String, List<Value.Obj>> advice() {
    Map<String, List<Value.Obj>> advice = new LinkedHashMap<>();
    Runner runnable = runnable();
    runnable.plan().roles().keySet().forEach(role -> advice.put(role, runnable.run().advice(role)));
    return advice;
  }

  /** The path of the mount, without a slash at its end. */
  public String mount() {
    String text = runnable().plan().mount().path().text();
    return text.substring(0, text.length() - 1);
  }

  private Runner runnable() {
    return runner.orElseThrow(() -> new IllegalStateException(path + " cannot be run"));
  }
}
