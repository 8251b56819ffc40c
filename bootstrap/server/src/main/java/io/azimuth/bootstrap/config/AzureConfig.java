package io.azimuth.bootstrap.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings for connections to Azure.
 *
 * @param clouds additional environments; their names differ in more than letter case
 * @param local what the site supplies itself, at most once for each cloud
 * @param proxy the HTTP proxy for requests to Azure
 * @param noProxy hosts that need no proxy: names, {@code .suffix}es, addresses, {@code *}
 */
public record AzureConfig(
    List<AzureCloudBlock> clouds,
    List<LocalSources> local,
    Optional<HostAndPort> proxy,
    List<String> noProxy) {

  public AzureConfig {
    clouds = List.copyOf(clouds);
    local = List.copyOf(local);
    noProxy = List.copyOf(noProxy);
  }

  /** The types of the plugins whose services clouds use. */
  public Set<String> serviceTypes() {
    return local.stream()
        .flatMap(it -> it.services().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
