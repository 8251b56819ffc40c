package io.azimuth.adapters.azure.simulator.fleet;

import java.util.List;
import java.util.Objects;

/**
 * A person, for tokens that must not log in.
 *
 * @param name how minting requests name the user
 * @param clientId the public client that the user signed in with
 * @param groups object ids of the groups that the user is in
 */
public record SeededUser(
    String name, String tenantId, String clientId, String objectId, List<String> groups) {

  public SeededUser {
    Objects.requireNonNull(name, "name");
    Guids.require(tenantId, "tenant id");
    Guids.require(clientId, "client id");
    Guids.require(objectId, "object id");
    groups = List.copyOf(groups);
  }

  /** One who is in no group. */
  public SeededUser(String name, String tenantId, String clientId, String objectId) {
    this(name, tenantId, clientId, objectId, List.of());
  }
}
