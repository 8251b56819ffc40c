package io.azimuth.bootstrap.command.azure;

import io.azimuth.azure.roletest.CaseResult;
import io.azimuth.azure.roletest.CaseResult.Difference;
import io.azimuth.azure.roletest.RoleTestProblem;
import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;

/** Prints the results of role tests, as lines for people or as values for programs. */
final class RoleTestReport {

  private static final String INDENT = "  ";
  private static final String DEEPER = "            ";

  private RoleTestReport() {}

  static void print(List<RoleTestResults> files, Printer printer) {
    List<String> lines = new ArrayList<>();
    files.forEach(file -> lines(file, lines));
    long cases = files.stream().mapToLong(file -> file.cases().size()).sum();
    long failed = files.stream().mapToLong(RoleTestResults::failures).sum();
    lines.add(
        "%d %s: %d passed, %d failed"
            .formatted(cases, cases == 1 ? "case" : "cases", cases - failed, failed));
    printer.print(
        new Value.Items(files.stream().map(RoleTestReport::value).toList()),
        lines.stream().map(Printable::of).toList());
  }

  private static void lines(RoleTestResults file, List<String> lines) {
    lines.add(
        file.problems().isEmpty()
            ? file.file().toString()
            : file.file() + " cannot be run (problems: " + file.problems().size() + ")");
    for (CaseResult result : file.cases()) {
      String name = oneLine(result.name());
      lines.add(
          result.passed()
              ? INDENT + "passed  " + name
              : INDENT + "FAILED  " + name + " (line " + result.line() + ")");
      for (Difference difference : result.differences()) {
        lines.add(
            DEEPER
                + oneLine(
                    difference.what()
                        + ": expected "
                        + difference.expected()
                        + ", got "
                        + difference.actual()));
        if (!difference.hint().isEmpty()) {
          lines.add(DEEPER + INDENT + oneLine(difference.hint()));
        }
      }
    }
    file.advice()
        .forEach(
            (role, advice) ->
                advice.forEach(
                    one ->
                        lines.add(
                            INDENT
                                + "%-7s role %s: %s"
                                    .formatted(
                                        text(one, "severity"), role, text(one, "sentence")))));
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\t', ' ');
  }

  private static String text(Value.Obj object, String name) {
    return object.get(name).orElse(Value.NULL) instanceof Value.Text text ? text.text() : "";
  }

  private static Value value(RoleTestResults file) {
    Value.Builder advice = Value.Obj.builder();
    file.advice().forEach((role, found) -> advice.put(role, new Value.Items(List.copyOf(found))));
    return Value.Obj.builder()
        .put("file", file.file().toString())
        .put(
            "problems",
            new Value.Items(file.problems().stream().map(RoleTestReport::value).toList()))
        .put("cases", new Value.Items(file.cases().stream().map(RoleTestReport::value).toList()))
        .put("advice", advice.build())
        .build();
  }

  private static Value value(RoleTestProblem problem) {
    return Value.Obj.builder()
        .put("line", problem.line())
        .put("message", problem.message())
        .build();
  }

  private static Value value(CaseResult result) {
    return Value.Obj.builder()
        .put("name", result.name())
        .put("line", result.line())
        .put("passed", result.passed())
        .put("actual", result.actual())
        .put(
            "differences",
            new Value.Items(result.differences().stream().map(RoleTestReport::value).toList()))
        .build();
  }

  private static Value value(Difference difference) {
    return Value.Obj.builder()
        .put("what", difference.what())
        .put("expected", difference.expected())
        .put("actual", difference.actual())
        .put("hint", difference.hint())
        .build();
  }
}
