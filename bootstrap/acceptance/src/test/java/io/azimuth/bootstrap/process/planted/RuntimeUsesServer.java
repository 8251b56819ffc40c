package io.azimuth.bootstrap.process.planted;

import io.azimuth.bootstrap.server.StartupException;

/** Violates a rule: the process's own parts serve the client, too. */
class RuntimeUsesServer {

  StartupException refusal() {
    return new StartupException("planted");
  }
}
