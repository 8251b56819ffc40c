package io.azimuth.adapters.azure.cloud;

import io.azimuth.spi.InvalidSettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One Azure environment.
 *
 * @param name the value of {@code environment=} in a mount's configuration
 * @param authorityHost the issuer of tokens: an https address without a path
 * @param issuers the accepted issuers, with {@code {tenant_id}} in place of the tenant's id; those
 *     that end in {@code /v2.0} issue version 2 tokens, the others version 1
 * @param services the other services of the environment
 * @param authorities PEM file of the only certificate authorities that are trusted for this cloud;
 *     absent: those of the JDK
 */
public record CloudConfig(
    String name,
    URI authorityHost,
    List<String> issuers,
    Services services,
    Optional<Path> authorities) {

  /**
   * The services besides the authority. A feature that needs an absent one is refused.
   *
   * @param resourceManager Azure Resource Manager
   * @param resourceManagerAudience the audience of its tokens
   * @param graph Microsoft Graph
   * @param metadataService the instance metadata service, for managed-identity credentials
   * @param databaseAudience the audience of tokens for the databases of the cloud
   */
  public record Services(
      Optional<URI> resourceManager,
      Optional<String> resourceManagerAudience,
      Optional<URI> graph,
      Optional<URI> metadataService,
      Optional<KeyVaultService> keyVault,
      String databaseAudience) {}

  /**
   * Checks the parts.
   *
   * @throws InvalidSettingsException naming the key of the {@code cloud} block
   */
  public CloudConfig {
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
