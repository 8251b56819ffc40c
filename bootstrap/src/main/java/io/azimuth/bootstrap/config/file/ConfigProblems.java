package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.file.ConfigProblem.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything wrong with one configuration file, collected rather than thrown. */
public final class ConfigProblems {

  private final Path file;
  private final List<ConfigProblem> problems = new ArrayList<>();

  /** No problems yet. */
  public ConfigProblems(Path file) {
    this.file = file;
  }

  /** Adds a reason not to start; line 0 is the file as a whole. */
  public void error(int line, String message) {
    problems.add(new ConfigProblem(Severity.ERROR, file, line, message));
  }

  /** Adds something the operator should know. */
  public void warning(int line, String message) {
    problems.add(new ConfigProblem(Severity.WARNING, file, line, message));
  }

  /** Whether the server must not start. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /** All of them in the order of their lines. */
  public List<ConfigProblem> all() {
    return problems.stream().sorted(Comparator.comparingInt(ConfigProblem::line)).toList();
  }

  /** Those that keep the server from starting, in the order of their lines. */
  public List<ConfigProblem> errors() {
    return of(Severity.ERROR);
  }

  /** Those that do not, in the order of their lines. */
  public List<ConfigProblem> warnings() {
    return of(Severity.WARNING);
  }

  private List<ConfigProblem> of(Severity severity) {
    return all().stream().filter(problem -> problem.severity() == severity).toList();
  }
}
