package io.azimuth.bootstrap.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings for connections to Azure.
 *
 * @param clouds additional environments; their names differ in more than letter case
 * @param proxy the HTTP proxy for requests to Azure
 * @param noProxy hosts that need no proxy: names, {@code .suffix}es, addresses, {@code *}
 */
public record AzureConfig(
    List<AzureCloudBlock> clouds, Optional<HostAndPort> proxy, List<String> noProxy) {

  public AzureConfig {
    clouds = List.copyOf(clouds);
    Objects.requireNonNull(proxy, "proxy");
    noProxy = List.copyOf(noProxy);
  }
}
