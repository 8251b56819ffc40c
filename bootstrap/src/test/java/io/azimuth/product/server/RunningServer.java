package io.azimuth.product.server;

import java.net.URI;

/** A server that serves, in this JVM or in one of its own. */
interface RunningServer {

  /** The base of its first listener. */
  URI address();

  /** What SIGHUP does. */
  void reload();

  /** Ends it in an orderly way; gives the exit code where it is a process, else 0. */
  int stop();

  /** SIGKILL. */
  void kill();

  /** What it has logged so far. */
  String log();
}
