package io.azimuth.bootstrap.server.planted;

import io.azimuth.bootstrap.client.ClientException;

/** Violates a rule: the server does not know its client. */
class ServerUsesClient {

  ClientException failure() {
    return new ClientException("planted");
  }
}
