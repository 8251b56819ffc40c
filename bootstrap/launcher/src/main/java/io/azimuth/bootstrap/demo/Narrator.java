package io.azimuth.bootstrap.demo;

import java.io.PrintWriter;

/** Prints the steps of the demo and their results. */
final class Narrator {

  private final PrintWriter out;
  private int step;

  Narrator(PrintWriter out) {
    this.out = out;
  }

  /** Prints the heading of a step. */
  void step(String sentence) {
    step++;
    out.printf("%n%d. %s%n", step, sentence);
    out.flush();
  }

  /** Prints a result of the step. */
  void report(String format, Object... values) {
    out.printf("   " + format + "%n", values);
    out.flush();
  }

  /**
   * Stops the demo unless the condition holds.
   *
   * @throws DemoFailedException if the condition does not hold
   */
  void expect(boolean holds, String what) {
    if (!holds) {
      throw new DemoFailedException(what);
    }
  }
}
