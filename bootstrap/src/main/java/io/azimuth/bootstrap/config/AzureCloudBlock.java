package io.azimuth.bootstrap.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@code cloud} block: a further Azure environment.
 *
 * @param name what {@code environment=} calls it
 * @param authorityHost where tokens come from
 * @param issuers whose tokens count, {@code {tenant_id}} standing for the tenant
 * @param services what else there is
 * @param authorities PEM file of the certificate authorities to trust there; absent: the JDK's
 */
public record AzureCloudBlock(
    String name,
    URI authorityHost,
    List<String> issuers,
    Services services,
    Optional<Path> authorities) {

  /**
   * The services besides the authority; each may be absent, and what needs it is refused then.
   *
   * @param resourceManager Azure Resource Manager
   * @param resourceManagerAudience what its tokens are for
   * @param graph Microsoft Graph
   * @param metadataService IMDS, for managed-identity credentials
   */
  public record Services(
      Optional<URI> resourceManager,
      Optional<String> resourceManagerAudience,
      Optional<URI> graph,
      Optional<URI> metadataService) {
    public Services {
      Objects.requireNonNull(resourceManager, "resourceManager");
      Objects.requireNonNull(resourceManagerAudience, "resourceManagerAudience");
      Objects.requireNonNull(graph, "graph");
      Objects.requireNonNull(metadataService, "metadataService");
    }
  }

  public AzureCloudBlock {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(authorityHost, "authorityHost");
    issuers = List.copyOf(issuers);
    Objects.requireNonNull(services, "services");
    Objects.requireNonNull(authorities, "authorities");
  }
}
