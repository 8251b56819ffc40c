package io.azimuth.adapters.azure.simulator.fleet;

import java.util.Objects;

/**
 * A permission of Microsoft Graph that a principal was given.
 *
 * @param principalId the object id of the service principal
 * @param permission what it may do
 */
public record SeededGrant(String principalId, GraphPermission permission) {

  public SeededGrant {
    Guids.require(principalId, "principal id");
    Objects.requireNonNull(permission, "permission");
  }
}
