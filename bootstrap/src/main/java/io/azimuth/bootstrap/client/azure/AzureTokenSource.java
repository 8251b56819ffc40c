package io.azimuth.bootstrap.client.azure;

/** A platform that gives its workloads tokens. */
@FunctionalInterface
public interface AzureTokenSource {

  /**
   * Fetches a token and what the platform says of the workload. Blocks.
   *
   * @throws io.azimuth.bootstrap.client.ClientException when there is none to be had
   */
  AzureToken fetch(AzureTokenRequest order);
}
