package io.azimuth.bootstrap.command;

import java.io.PrintWriter;

/** What {@code azimuth demo} shows. */
@FunctionalInterface
public interface DemoScenario {

  /** Tells it; false when a step failed, which has been told too. */
  boolean run(PrintWriter out);
}
