package io.azimuth.domain.azure.login.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checks of one login in the order in which they are made, and the denials among them. */
public final class CheckLog {

  private final List<Check> checks = new ArrayList<>();
  private final List<Denial> denials = new ArrayList<>();

  /** A log that begins with these checks, all of which passed or were skipped. */
  public static CheckLog of(List<Check> made) {
    CheckLog log = new CheckLog();
    log.checks.addAll(made);
    return log;
  }

  public void passed(CheckName name, String expected, String actual) {
    checks.add(Check.passed(name, expected, actual));
  }

  public void skipped(CheckName name, String why) {
    checks.add(Check.skipped(name, why));
  }

  public void skipped(CheckName name, String expected, String actual, String why) {
    checks.add(Check.skipped(name, expected, actual, why));
  }

  public void failed(CheckName name, DenialReason reason, String expected, String actual) {
    failed(new Denial(reason, name, expected, actual));
  }

  public void failed(Denial denial) {
    denials.add(denial);
    checks.add(Check.failed(denial));
  }

  public boolean has(CheckName name) {
    return checks.stream().anyMatch(check -> check.name() == name);
  }

  /** Skips every check of the policy that was not made. */
  public void skipRest(String why) {
    Stream.of(CheckName.values())
        .filter(name -> name.isOfPolicy() && !has(name))
        .forEach(name -> skipped(name, why));
  }

  public List<Check> checks() {
    return List.copyOf(checks);
  }

  public List<Denial> denials() {
    return List.copyOf(denials);
  }
}
