package io.azimuth.adapters.azure.cloud;

import io.azimuth.domain.text.AsciiCase;
import java.net.URI;

public record HttpsEndpoint(String host, int port) {

  private static final int HTTPS = 443;

  /** This host, in lower case, at port 443. */
  static HttpsEndpoint standard(String host) {
    return new HttpsEndpoint(host, HTTPS);
  }

  /** Host and port of the address; the port is 443 when the address has none. */
  public static HttpsEndpoint of(URI uri) {
    return new HttpsEndpoint(
        AsciiCase.fold(uri.getHost()), uri.getPort() < 0 ? HTTPS : uri.getPort());
  }
}
