package io.azimuth.bootstrap.client.azure;

import java.util.Optional;

/**
 * Which token to fetch.
 *
 * @param resource the audience of the token
 * @param identity the identity; if absent, the system-assigned one, or else the only one
 */
public record AzureTokenRequest(String resource, Optional<IdentityChoice> identity) {}
