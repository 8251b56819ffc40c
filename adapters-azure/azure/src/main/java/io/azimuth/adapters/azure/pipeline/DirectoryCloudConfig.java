package io.azimuth.adapters.azure.pipeline;

import io.azimuth.adapters.azure.cloud.AuthorityAliases;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What of a cloud it takes to ask its Resource Manager and Graph; a question that needs an absent
 * part is refused.
 *
 * @param authorityHost where tokens come from
 * @param audience whom its tokens are for; as a scope it is followed by {@code /.default}
 * @param graph where Microsoft Graph is; also whom its tokens are for
 * @param metadataService the instance metadata service, for the managed identity of the server
 */
public record DirectoryCloudConfig(
    String name,
    URI authorityHost,
    Optional<URI> resourceManager,
    Optional<String> audience,
    Optional<URI> graph,
    Optional<URI> metadataService) {

  /** What of a cloud matters here. */
  public static DirectoryCloudConfig of(CloudConfig cloud) {
    CloudConfig.Services services = cloud.services();
    return new DirectoryCloudConfig(
        cloud.name(),
        cloud.authorityHost(),
        services.resourceManager(),
        services.resourceManagerAudience(),
        services.graph(),
        services.metadataService());
  }

  /** Where tokens may be asked for: the authority under each of its names. */
  public List<URI> authorityHosts() {
    return AuthorityAliases.of(authorityHost);
  }

  public URI resourceManagerOrRefuse() {
    return resourceManager.orElseThrow(() -> missing("resource_manager"));
  }

  public URI graphOrRefuse() {
    return graph.orElseThrow(() -> missing("graph"));
  }

  public URI metadataServiceOrRefuse() {
    return metadataService.orElseThrow(() -> missing("metadata_service"));
  }

  /** The scope to ask a token for; an audience that ends in a slash keeps it. */
  public String scope() {
    return audience.orElseGet(() -> resourceManagerOrRefuse().toString()) + "/.default";
  }

  /** The scope to ask a token of Graph for; its audience has no slash at its end. */
  public String graphScope() {
    String address = graphOrRefuse().toString();
    return address + (address.endsWith("/") ? ".default" : "/.default");
  }

  private UnusableAnswerException missing(String key) {
    return new UnusableAnswerException("the cloud " + name + " names no " + key);
  }
}
