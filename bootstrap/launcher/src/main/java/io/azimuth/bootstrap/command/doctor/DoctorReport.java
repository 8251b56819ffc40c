package io.azimuth.bootstrap.command.doctor;

import io.azimuth.bootstrap.client.Printable;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;

/** All findings, as lines for people and as a value for programs. */
final class DoctorReport {

  private final List<Finding> findings;

  DoctorReport(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  boolean isGood() {
    return count(Verdict.FAIL) == 0;
  }

  Value value() {
    return Value.Obj.builder()
        .put("good", isGood())
        .put("failures", count(Verdict.FAIL))
        .put("warnings", count(Verdict.WARN))
        .put("checks", new Value.Items(findings.stream().map(Finding::value).toList()))
        .build();
  }

  List<String> lines() {
    int width = findings.stream().mapToInt(one -> one.check().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Finding one : findings) {
      String check = one.check() + " ".repeat(width - one.check().length());
      lines.add(Printable.of("%-4s  %s  %s".formatted(one.verdict().text(), check, one.found())));
      if (!one.advice().isEmpty()) {
        lines.add(Printable.of("      %s  to do: %s".formatted(" ".repeat(width), one.advice())));
      }
    }
    lines.add("");
    lines.add(
        "%d checks: %d failed, %d with a warning, %d skipped"
            .formatted(
                findings.size(), count(Verdict.FAIL), count(Verdict.WARN), count(Verdict.SKIP)));
    return lines;
  }

  private long count(Verdict verdict) {
    return findings.stream().filter(one -> one.verdict() == verdict).count();
  }
}
