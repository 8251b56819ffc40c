package io.azimuth.bootstrap.server;

/** Makes a server from a plan; wires, opens nothing. */
@FunctionalInterface
public interface ServerFactory {

  /** The server, not yet started; it closes the plan when it stops. */
  AzimuthServer create(StartupPlan plan);
}
