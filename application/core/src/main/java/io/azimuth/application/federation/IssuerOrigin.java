package io.azimuth.application.federation;

import java.net.URI;
import java.util.Optional;

/**
 * The defaults of the issuer.
 *
 * @param apiAddress where clients reach the server, if that is configured
 * @param version of the plugins that are part of the server
 */
public record IssuerOrigin(Optional<URI> apiAddress, String version) {}
