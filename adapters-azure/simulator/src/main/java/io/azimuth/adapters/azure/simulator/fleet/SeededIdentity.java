package io.azimuth.adapters.azure.simulator.fleet;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A managed identity.
 *
 * @param clientId the application id, {@code appid} in tokens
 * @param principalId the object id of its service principal, {@code oid} in tokens
 * @param resource the identity's own resource; absent for a system-assigned one
 * @param groups object ids of the groups it is in; above 200, tokens only mention it instead of
 *     listing them
 */
public record SeededIdentity(
    String clientId, String principalId, Optional<SeededResource> resource, List<String> groups) {

  public SeededIdentity {
    Guids.require(clientId, "client id");
    Guids.require(principalId, "principal id");
    Objects.requireNonNull(resource, "resource");
    groups = List.copyOf(groups);
  }

  public SeededIdentity at(UnaryOperator<SeededResource> place) {
    return new SeededIdentity(clientId, principalId, resource.map(place), groups);
  }
}
