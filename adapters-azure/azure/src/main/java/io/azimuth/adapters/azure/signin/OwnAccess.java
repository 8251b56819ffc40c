package io.azimuth.adapters.azure.signin;

import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.transport.AzureProxySelector;
import io.azimuth.adapters.azure.transport.CloudHttpClients;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.port.DirectoryAccess;
import java.time.Duration;
import java.util.List;

/**
 * What the server needs to call Azure for itself, before it is unsealed and without any mount.
 *
 * @param clouds its HTTP client
 * @param signIn makes credentials
 */
public record OwnAccess(
    DirectoryAccess access, DirectoryCloudConfig cloud, DirectoryClouds clouds, SignIn signIn) {

  private static final DirectoryAccess.Retries RETRIES =
      new DirectoryAccess.Retries(3, Duration.ofMillis(250), Duration.ofSeconds(2));

  /**
   * Makes the HTTP client and starts no thread.
   *
   * @param purpose what the access is for, in the place of a mount
   */
  public static OwnAccess of(
      String purpose,
      SignInConfig config,
      CloudConfig cloud,
      ProxyConfig proxy,
      PipelinePolicies policies,
      AzureCallMetrics calls) {
    CloudHttpClients transports =
        new CloudHttpClients(List.of(cloud), new AzureProxySelector(proxy));
    DirectoryCloudConfig directory = DirectoryCloudConfig.of(cloud);
    return new OwnAccess(
        new DirectoryAccess(
            purpose,
            1,
            cloud.name(),
            config.tenant(),
            config.credential(),
            RETRIES,
            DirectoryAccess.CallLog.NONE),
        directory,
        DirectoryClouds.over(List.of(directory), transports::builderOf),
        new SignIn(
            policies,
            SignInThreads.create(),
            request -> {
              throw new SignInException("a sealed server issues no tokens of its own");
            },
            calls));
  }

  /** A credential that keeps its tokens until they are nearly over. */
  public RenewableCredential credential() {
    return new RenewableCredential(() -> signIn.credential(access, cloud, clouds.clientOf(cloud)));
  }
}
