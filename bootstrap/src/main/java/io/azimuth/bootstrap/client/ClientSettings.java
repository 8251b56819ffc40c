package io.azimuth.bootstrap.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the server is and how to speak to it.
 *
 * @param address {@code http} or {@code https}, without a slash at its end
 * @param namespace sent along, if there is one
 * @param tls for {@code https}
 * @param timeout of one request, answer included
 * @param retries how often a request is sent again when the server asks for that
 */
public record ClientSettings(
    URI address, Optional<String> namespace, TlsSettings tls, Duration timeout, int retries) {

  public ClientSettings {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(timeout, "timeout");
    if (retries < 0) {
      throw new ClientException("the number of retries is 0 or more");
    }
  }

  /** Whether what is sent can be read on its way: plain HTTP to another machine. */
  public boolean isExposed() {
    return "http".equals(address.getScheme()) && !Loopback.names(address.getHost());
  }
}
