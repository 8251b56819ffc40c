package io.azimuth.bootstrap.server;

/** Creates a server from a plan. Opens nothing. */
@FunctionalInterface
public interface ServerFactory {

  /** Creates a server, not yet started. It closes the plan when it stops. */
  AzimuthServer create(StartupPlan plan);
}
