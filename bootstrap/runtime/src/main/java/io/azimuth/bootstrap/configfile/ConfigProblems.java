package io.azimuth.bootstrap.configfile;

import io.azimuth.bootstrap.configfile.ConfigProblem.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects all problems of one configuration file. */
public final class ConfigProblems {

  private final Path file;
  private final List<ConfigProblem> problems = new ArrayList<>();

  /** Creates an empty collection for the file. */
  public ConfigProblems(Path file) {
    this.file = file;
  }

  /** Adds an error, which prevents the start. Line 0 means the file as a whole. */
  public void error(int line, String message) {
    problems.add(new ConfigProblem(Severity.ERROR, file, line, message));
  }

  /** Adds a warning. Line 0 means the file as a whole. */
  public void warning(int line, String message) {
    problems.add(new ConfigProblem(Severity.WARNING, file, line, message));
  }

  /** Whether there is at least one error. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /** All problems in the order of their lines. */
  public List<ConfigProblem> all() {
    return problems.stream().sorted(Comparator.comparingInt(ConfigProblem::line)).toList();
  }

  /** The errors in the order of their lines. */
  public List<ConfigProblem> errors() {
    return of(Severity.ERROR);
  }

  /** The warnings in the order of their lines. */
  public List<ConfigProblem> warnings() {
    return of(Severity.WARNING);
  }

  private List<ConfigProblem> of(Severity severity) {
    return all().stream().filter(problem -> problem.severity() == severity).toList();
  }
}
