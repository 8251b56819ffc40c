package io.azimuth.adapters.azure;

import io.azimuth.domain.text.AsciiCase;
import java.net.URI;

/** Host and port of an https address. */
record Endpoint(String host, int port) {

  private static final int HTTPS = 443;

  static Endpoint of(URI uri) {
    return new Endpoint(AsciiCase.fold(uri.getHost()), uri.getPort() < 0 ? HTTPS : uri.getPort());
  }
}
