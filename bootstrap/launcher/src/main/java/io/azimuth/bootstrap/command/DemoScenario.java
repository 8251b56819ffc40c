package io.azimuth.bootstrap.command;

import java.io.PrintWriter;

/** The demo that {@code azimuth demo} runs. */
@FunctionalInterface
public interface DemoScenario {

  /**
   * Runs the demo and prints its steps; returns false after a failed step, which it also prints.
   *
   * @throws io.azimuth.bootstrap.server.StartupException if this build lacks what the demo shows
   */
  boolean run(PrintWriter out);
}
