package io.azimuth.spi.verify;

import java.net.URI;
import java.util.Objects;

/**
 * Where an issuer publishes its keys.
 *
 * @param uri the address of the JWK set
 * @param transport the name of the cloud whose trust store and proxy are used for it
 */
public record KeySetLocation(URI uri, String transport) {

  public KeySetLocation {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(transport, "transport");
  }
}
