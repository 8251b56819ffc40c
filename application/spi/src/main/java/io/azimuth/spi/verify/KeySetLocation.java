package io.azimuth.spi.verify;

import java.net.URI;
import java.util.Objects;

/**
 * Where an issuer publishes its keys.
 *
 * @param uri the address of the JWK set: of https, or a file that the configuration file names
 * @param transport the name of the cloud whose trust store and proxy are used for it
 */
public record KeySetLocation(URI uri, String transport) {

  public KeySetLocation {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(transport, "transport");
  }

  /** Whether it is a file of this machine. */
  public boolean isFile() {
    return "file".equals(uri.getScheme());
  }
}
