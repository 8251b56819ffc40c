package io.azimuth.domain.azure;

import java.util.ArrayList;
import java.util.List;

/** The checks of one login as they are made, and the denials among them. */
final class CheckLog {

  private final List<Check> checks = new ArrayList<>();
  private final List<Denial> denials = new ArrayList<>();

  void passed(CheckName name, String expected, String actual) {
    checks.add(Check.passed(name, expected, actual));
  }

  void skipped(CheckName name, String why) {
    checks.add(Check.skipped(name, why));
  }

  void skipped(CheckName name, String expected, String actual, String why) {
    checks.add(Check.skipped(name, expected, actual, why));
  }

  void failed(CheckName name, DenialReason reason, String expected, String actual) {
    Denial denial = new Denial(reason, name, expected, actual);
    denials.add(denial);
    checks.add(Check.failed(denial));
  }

  List<Check> checks() {
    return List.copyOf(checks);
  }

  List<Denial> denials() {
    return List.copyOf(denials);
  }
}
