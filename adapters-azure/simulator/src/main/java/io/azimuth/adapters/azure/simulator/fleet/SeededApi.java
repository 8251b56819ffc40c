package io.azimuth.adapters.azure.simulator.fleet;

import java.util.List;

/**
 * An API registered in the tenant, which tokens can be asked for.
 *
 * @param clientId its application id, also good as a resource
 * @param identifierUris its other names
 * @param tokenVersion 1 or 2: the version of the tokens that it accepts
 * @param groupClaims whether its tokens list the caller's groups
 */
public record SeededApi(
    String clientId, List<String> identifierUris, int tokenVersion, boolean groupClaims) {

  public SeededApi {
    Guids.require(clientId, "client id");
    identifierUris = List.copyOf(identifierUris);
    if (tokenVersion != 1 && tokenVersion != 2) {
      throw new IllegalArgumentException("token version must be 1 or 2");
    }
  }

  public boolean answersTo(String resource) {
    return clientId.equals(resource) || identifierUris.contains(resource);
  }
}
