package io.azimuth.bootstrap.client.planted;

import io.azimuth.bootstrap.server.StartupException;

/** Violates a rule: the client is handed out without the server. */
class ClientUsesServer {

  StartupException refusal() {
    return new StartupException("planted");
  }
}
