package io.azimuth.product.server;

import java.net.URI;

/** A running server, in this JVM or in its own. */
interface RunningServer {

  /** The base address of its first listener. */
  URI address();

  /**
   * Does what SIGHUP does.
   *
   * @return false if nothing happens, because its process ignores the signal
   */
  boolean reload();

  /** Stops it in an orderly way; returns the exit code of a process, else 0. */
  int stop();

  /** Sends SIGKILL. */
  void kill();

  /** The log so far. */
  String log();
}
