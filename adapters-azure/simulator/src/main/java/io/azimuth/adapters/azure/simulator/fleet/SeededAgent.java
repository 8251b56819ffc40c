package io.azimuth.adapters.azure.simulator.fleet;

import java.util.Objects;

/**
 * An agent identity of Entra Agent ID. It has no credential: the application of its blueprint asks
 * for it.
 *
 * @param name how minting requests name it
 * @param id its application id, which is its object id too
 * @param blueprintId the client id of the application that may ask for it
 * @param accountId the object id of the agent's own user account
 */
public record SeededAgent(
    String name, String tenantId, String id, String blueprintId, String accountId) {

  public SeededAgent {
    Objects.requireNonNull(name, "name");
    Guids.require(tenantId, "tenant id");
    Guids.require(id, "agent id");
    Guids.require(blueprintId, "blueprint id");
    Guids.require(accountId, "account id");
  }
}
