package io.azimuth.spi.federation;

import java.time.Duration;
import java.util.Objects;

/**
 * What an identity token of a mount says.
 *
 * @param mountUuid the mount; its path, accessor and signing key are looked up when a token is made
 * @param audience whom it is for: one text
 * @param ttl how long it is valid; zero for the issuer's default
 */
public record IdentityTokenRequest(String mountUuid, String audience, Duration ttl) {

  public IdentityTokenRequest {
    Objects.requireNonNull(mountUuid, "mountUuid");
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(ttl, "ttl");
  }
}
