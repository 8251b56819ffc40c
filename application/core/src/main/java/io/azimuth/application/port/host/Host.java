package io.azimuth.application.port.host;

/** The machine on which the server runs. */
@FunctionalInterface
public interface Host {

  /** What is known about the machine now. Reads local files only, and never fails. */
  HostReport report();
}
