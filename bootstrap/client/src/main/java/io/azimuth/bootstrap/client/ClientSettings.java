package io.azimuth.bootstrap.client;

import io.azimuth.bootstrap.client.key.ClientKey;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The server's address and how to connect to it.
 *
 * @param address an {@code http} or {@code https} address without trailing slash
 * @param namespace the namespace to send, if any
 * @param tls the settings for {@code https}
 * @param timeout the time for one request and its response
 * @param retries how many times a request is sent again when the server asks for it
 * @param allowPlainHttp whether secrets may go to another machine over plain HTTP
 */
public record ClientSettings(
    URI address,
    Optional<String> namespace,
    TlsSettings tls,
    Duration timeout,
    int retries,
    boolean allowPlainHttp) {

  public ClientSettings {
    if (retries < 0) {
      throw new ClientException("the number of retries is 0 or more");
    }
  }

  /** The same, presenting the certificate of this key. */
  public ClientSettings showing(ClientKey key) {
    return new ClientSettings(
        address, namespace, tls.showing(key), timeout, retries, allowPlainHttp);
  }

  /** Whether requests go over TLS, the only way to show a certificate. */
  public boolean isOverTls() {
    return "https".equals(address.getScheme());
  }

  /** Whether requests can be read on the network: plain HTTP to another machine. */
  public boolean isExposed() {
    return "http".equals(address.getScheme()) && !Loopback.names(address.getHost());
  }
}
