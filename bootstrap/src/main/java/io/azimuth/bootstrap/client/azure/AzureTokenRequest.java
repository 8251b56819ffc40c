package io.azimuth.bootstrap.client.azure;

import java.util.Objects;
import java.util.Optional;

/**
 * What is to be proved.
 *
 * @param resource whom the token is for: its audience
 * @param identity absent: the machine's own, else its only one
 */
public record AzureTokenRequest(String resource, Optional<IdentityChoice> identity) {

  public AzureTokenRequest {
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(identity, "identity");
  }
}
