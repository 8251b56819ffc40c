package io.azimuth.adapters.azure.cloud;

import io.azimuth.spi.InvalidSettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One Azure environment.
 *
 * @param name what {@code environment=} of a mount's configuration calls it
 * @param authorityHost where tokens come from: an https address without a path
 * @param issuers whose tokens count, {@code {tenant_id}} standing for the tenant; those that end in
 *     {@code /v2.0} sign version 2 tokens, the others version 1
 * @param services what else there is
 * @param authorities PEM file of the certificate authorities that alone are trusted there; absent:
 *     those of the JDK
 */
public record CloudConfig(
    String name,
    URI authorityHost,
    List<String> issuers,
    Services services,
    Optional<Path> authorities) {

  /**
   * The services besides the authority; what needs an absent one is refused.
   *
   * @param resourceManager Azure Resource Manager
   * @param resourceManagerAudience what its tokens are for
   * @param graph Microsoft Graph
   * @param metadataService the instance metadata service, for managed-identity credentials
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

  /**
   * Checks the parts.
   *
   * @throws InvalidSettingsException naming the key of the {@code cloud} block
   */
  public CloudConfig {
    Objects.requireNonNull(services, "services");
    Objects.requireNonNull(authorities, "authorities");
    issuers = List.copyOf(issuers);
    if (name.isBlank()) {
      throw new InvalidSettingsException("cloud", "has no name");
    }
    authorityHost = withoutPath(authorityHost);
    if (issuers.isEmpty()) {
      throw new InvalidSettingsException("issuers", "must name at least one issuer");
    }
    issuers.forEach(CloudConfig::checkIssuer);
  }

  private static URI withoutPath(URI authority) {
    boolean bare = authority.getRawPath().isEmpty() || authority.getRawPath().equals("/");
    boolean plain =
        authority.getRawUserInfo() == null
            && authority.getRawQuery() == null
            && authority.getRawFragment() == null;
    if (!"https".equals(authority.getScheme()) || authority.getHost() == null || !bare || !plain) {
      throw new InvalidSettingsException("authority_host", "must be like https://host:port/");
    }
    return authority.resolve("/");
  }

  private static void checkIssuer(String issuer) {
    try {
      var unused = new IssuerTemplate(issuer);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingsException("issuers", String.valueOf(e.getMessage()));
    }
  }
}
