package io.azimuth.spi.federation;

import java.time.Duration;
import java.util.Objects;

/**
 * A request for an identity token of a mount.
 *
 * @param mountUuid the mount; its path, accessor and signing key are looked up when a token is made
 * @param audience the audience: one text
 * @param ttl how long it is valid; zero for the issuer's default
 */
public record IdentityTokenRequest(String mountUuid, String audience, Duration ttl) {

  public IdentityTokenRequest {
    Objects.requireNonNull(mountUuid, "mountUuid");
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(ttl, "ttl");
  }
}
