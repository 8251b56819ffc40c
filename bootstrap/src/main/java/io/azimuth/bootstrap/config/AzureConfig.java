package io.azimuth.bootstrap.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What towards Azure is configured.
 *
 * @param clouds further environments; names differ, also without regard to case
 * @param proxy the HTTP proxy towards Azure
 * @param noProxy hosts that are reached directly: names, {@code .suffix}es, addresses, {@code *}
 */
public record AzureConfig(
    List<AzureCloudBlock> clouds, Optional<HostAndPort> proxy, List<String> noProxy) {

  public AzureConfig {
    clouds = List.copyOf(clouds);
    Objects.requireNonNull(proxy, "proxy");
    noProxy = List.copyOf(noProxy);
  }
}
