package io.azimuth.bootstrap.config;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the API says about itself.
 *
 * @param address where clients reach this server from outside
 * @param compatibleVersion the {@code version} that clients are told
 * @param defaultLeaseTtl when nothing nearer says how long
 * @param maxLeaseTtl how long at most when nothing nearer says so; never below the default
 */
public record ApiConfig(
    Optional<URI> address,
    String compatibleVersion,
    Duration defaultLeaseTtl,
    Duration maxLeaseTtl) {

  public ApiConfig {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(compatibleVersion, "compatibleVersion");
    if (defaultLeaseTtl.compareTo(maxLeaseTtl) > 0) {
      throw new IllegalArgumentException("default_lease_ttl is longer than max_lease_ttl");
    }
  }
}
