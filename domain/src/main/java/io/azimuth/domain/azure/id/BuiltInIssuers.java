package io.azimuth.domain.azure.id;

import java.util.List;
import java.util.Map;

/**
 * The issuers of the clouds that need no configuration, with {@code {tenant_id}} in place of the
 * tenant's id, version 1 first. They come from Microsoft's documentation and from decoded tokens.
 * China's version 2 tokens have one of two issuers.
 */
public final class BuiltInIssuers {

  /** The cloud of a mount that names none. */
  public static final String PUBLIC = "AzurePublicCloud";

  /** The cloud of the government of the USA. */
  public static final String US_GOVERNMENT = "AzureUSGovernmentCloud";

  /** The cloud of China. */
  public static final String CHINA = "AzureChinaCloud";

  private static final Map<String, List<String>> BY_CLOUD =
      Map.of(
          PUBLIC,
          List.of(
              "https://sts.windows.net/{tenant_id}/",
              "https://login.microsoftonline.com/{tenant_id}/v2.0"),
          US_GOVERNMENT,
          List.of(
              "https://sts.windows.net/{tenant_id}/",
              "https://login.microsoftonline.us/{tenant_id}/v2.0"),
          CHINA,
          List.of(
              "https://sts.chinacloudapi.cn/{tenant_id}/",
              "https://login.partner.microsoftonline.cn/{tenant_id}/v2.0",
              "https://login.chinacloudapi.cn/{tenant_id}/v2.0"));

  private BuiltInIssuers() {}

  /** The issuers of the cloud of that name, in its canonical spelling; empty for other clouds. */
  public static List<String> of(String cloud) {
    return BY_CLOUD.getOrDefault(cloud, List.of());
  }
}
