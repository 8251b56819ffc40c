package io.azimuth.adapters.azure.simulator;

import java.util.Objects;

/**
 * A person, for tokens that must not log in.
 *
 * @param name how minting requests name the user
 * @param tenantId the tenant
 * @param clientId the public client that the user signed in with
 * @param objectId the user's object id
 */
public record SeededUser(String name, String tenantId, String clientId, String objectId) {

  public SeededUser {
    Objects.requireNonNull(name, "name");
    Guids.require(tenantId, "tenant id");
    Guids.require(clientId, "client id");
    Guids.require(objectId, "object id");
  }
}
