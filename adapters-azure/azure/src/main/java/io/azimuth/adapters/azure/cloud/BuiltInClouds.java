package io.azimuth.adapters.azure.cloud;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The clouds that need no configuration. Azure Germany closed in 2021 and is not among them.
 *
 * <p>The issuers come from Microsoft's documentation and from decoded tokens. China's version 2
 * tokens have one of two issuers.
 */
public final class BuiltInClouds {

  private static final String METADATA = "http://169.254.169.254";

  /** The built-in clouds: public, US Government and China. */
  public static final List<CloudConfig> ALL =
      List.of(
          cloud(
              "AzurePublicCloud",
              "https://login.microsoftonline.com/",
              List.of(
                  "https://sts.windows.net/{tenant_id}/",
                  "https://login.microsoftonline.com/{tenant_id}/v2.0"),
              services(
                  "https://management.azure.com/",
                  "https://management.core.windows.net/",
                  "https://graph.microsoft.com",
                  "vault.azure.net",
                  "https://ossrdbms-aad.database.windows.net")),
          cloud(
              "AzureUSGovernmentCloud",
              "https://login.microsoftonline.us/",
              List.of(
                  "https://sts.windows.net/{tenant_id}/",
                  "https://login.microsoftonline.us/{tenant_id}/v2.0"),
              services(
                  "https://management.usgovcloudapi.net/",
                  "https://management.core.usgovcloudapi.net/",
                  "https://graph.microsoft.us",
                  "vault.usgovcloudapi.net",
                  "https://ossrdbms-aad.database.usgovcloudapi.net")),
          cloud(
              "AzureChinaCloud",
              "https://login.chinacloudapi.cn/",
              List.of(
                  "https://sts.chinacloudapi.cn/{tenant_id}/",
                  "https://login.partner.microsoftonline.cn/{tenant_id}/v2.0",
                  "https://login.chinacloudapi.cn/{tenant_id}/v2.0"),
              services(
                  "https://management.chinacloudapi.cn/",
                  "https://management.core.chinacloudapi.cn/",
                  "https://microsoftgraph.chinacloudapi.cn",
                  "vault.azure.cn",
                  "https://ossrdbms-aad.database.chinacloudapi.cn")));

  private BuiltInClouds() {}

  private static CloudConfig cloud(
      String name, String authority, List<String> issuers, CloudConfig.Services services) {
    return new CloudConfig(name, URI.create(authority), issuers, services, Optional.empty());
  }

  private static CloudConfig.Services services(
      String resourceManager,
      String resourceManagerAudience,
      String graph,
      String keyVault,
      String databaseAudience) {
    return new CloudConfig.Services(
        Optional.of(URI.create(resourceManager)),
        Optional.of(resourceManagerAudience),
        Optional.of(URI.create(graph)),
        Optional.of(URI.create(METADATA)),
        Optional.of(KeyVaultService.below(keyVault)),
        databaseAudience);
  }
}
