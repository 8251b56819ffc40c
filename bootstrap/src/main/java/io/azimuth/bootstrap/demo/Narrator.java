package io.azimuth.bootstrap.demo;

import java.io.PrintWriter;

/** Tells the steps and what came of them. */
final class Narrator {

  private final PrintWriter out;
  private int step;

  Narrator(PrintWriter out) {
    this.out = out;
  }

  /** Begins a step. */
  void step(String sentence) {
    step++;
    out.printf("%n%d. %s%n", step, sentence);
    out.flush();
  }

  /** Adds to the step. */
  void report(String format, Object... values) {
    out.printf("   " + format + "%n", values);
    out.flush();
  }

  /**
   * Goes on only if this is so.
   *
   * @throws DemoFailedException when it is not
   */
  void expect(boolean holds, String what) {
    if (!holds) {
      throw new DemoFailedException(what);
    }
  }
}
