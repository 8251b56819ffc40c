package io.azimuth.bootstrap.server;

/** Creates a server from a plan. Opens nothing. */
@FunctionalInterface
public interface ServerFactory {

  /**
   * Creates a server, not yet started. It closes the plan when it stops.
   *
   * @param file what a reload reads again beside the files that the plan names
   */
  AzimuthServer create(StartupPlan plan, ReloadedFile file);
}
