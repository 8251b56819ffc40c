package io.azimuth.adapters.azure.cloud;

import io.azimuth.domain.azure.id.BuiltInIssuers;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The clouds that need no configuration. Azure Germany closed in 2021 and is not among them. */
public final class BuiltInClouds {

  private static final String METADATA = "http://169.254.169.254";

  /** The built-in clouds: public, US Government and China. */
  public static final List<CloudConfig> ALL =
      List.of(
          cloud(
              BuiltInIssuers.PUBLIC,
              "https://login.microsoftonline.com/",
              services(
                  "https://management.azure.com/",
                  "https://management.core.windows.net/",
                  "https://graph.microsoft.com",
                  "vault.azure.net",
                  "https://ossrdbms-aad.database.windows.net")),
          cloud(
              BuiltInIssuers.US_GOVERNMENT,
              "https://login.microsoftonline.us/",
              services(
                  "https://management.usgovcloudapi.net/",
                  "https://management.core.usgovcloudapi.net/",
                  "https://graph.microsoft.us",
                  "vault.usgovcloudapi.net",
                  "https://ossrdbms-aad.database.usgovcloudapi.net")),
          cloud(
              BuiltInIssuers.CHINA,
              "https://login.chinacloudapi.cn/",
              services(
                  "https://management.chinacloudapi.cn/",
                  "https://management.core.chinacloudapi.cn/",
                  "https://microsoftgraph.chinacloudapi.cn",
                  "vault.azure.cn",
                  "https://ossrdbms-aad.database.chinacloudapi.cn")));

  private BuiltInClouds() {}

  private static CloudConfig cloud(String name, String authority, CloudConfig.Services services) {
    return new CloudConfig(
        name, URI.create(authority), BuiltInIssuers.of(name), services, Optional.empty());
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
