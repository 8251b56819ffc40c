package io.azimuth.azure.roletest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
final class FileProblems {

  private static final int MOST = 100;

  private final List<RoleTestProblem> problems = new ArrayList<>();

  void add(int line, String message) {
    if (problems.size() < MOST) {
      problems.add(new RoleTestProblem(line, message));
    }
  }

  /** In the order of their lines. */
  List<RoleTestProblem> all() {
    return problems.stream().sorted(Comparator.comparingInt(RoleTestProblem::line)).toList();
  }
}
