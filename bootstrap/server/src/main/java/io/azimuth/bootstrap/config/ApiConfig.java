package io.azimuth.bootstrap.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings that the API reports or uses as defaults, and what is served beside it.
 *
 * @param address the address at which clients reach this server from outside
 * @param clusterName what clients show as the name of the cluster; empty: one from its id
 * @param compatibleVersion the Vault version that the API reports as {@code version}
 * @param defaultLeaseTtl the lease time if no mount, role or request sets one
 * @param maxLeaseTtl the longest lease time if no mount sets one; never below the default
 * @param console whether the console is served
 */
public record ApiConfig(
    Optional<URI> address,
    Optional<String> clusterName,
    String compatibleVersion,
    Duration defaultLeaseTtl,
    Duration maxLeaseTtl,
    boolean console) {

  public ApiConfig {
    if (defaultLeaseTtl.compareTo(maxLeaseTtl) > 0) {
      throw new IllegalArgumentException("default_lease_ttl is longer than max_lease_ttl");
    }
  }
}
