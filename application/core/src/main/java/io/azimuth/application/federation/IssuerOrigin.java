package io.azimuth.application.federation;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What the server is to others when nobody says otherwise.
 *
 * @param apiAddress where clients reach it, if that is configured
 * @param version of the plugins that it brings along
 */
public record IssuerOrigin(Optional<URI> apiAddress, String version) {

  public IssuerOrigin {
    Objects.requireNonNull(apiAddress, "apiAddress");
    Objects.requireNonNull(version, "version");
  }
}
