package io.azimuth.bootstrap.client.azure;

/** A platform that issues tokens to its workloads. */
@FunctionalInterface
public interface AzureTokenSource {

  /**
   * Fetches a token and the names that the platform gives the workload. Blocks.
   *
   * @throws io.azimuth.bootstrap.client.ClientException if no token can be fetched
   */
  AzureToken fetch(AzureTokenRequest order);
}
