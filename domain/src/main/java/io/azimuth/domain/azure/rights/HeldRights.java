package io.azimuth.domain.azure.rights;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rights of the server as Azure lists them.
 *
 * @param grants by place, what it may do there, inherited rights included; only of the places about
 *     which Azure answered
 * @param untold why Azure did not answer about a place, by place
 * @param unlisted why there may be subscriptions in which it has a right and which are neither
 *     among the grants nor untold; empty when there are none
 * @param permissions the application permissions of its token for Microsoft Graph; empty when it
 *     has no such token
 * @param noPermissions why it has no such token; empty when it has one
 */
public record HeldRights(
    Map<AzureScope, Grants> grants,
    Map<AzureScope, String> untold,
    Optional<String> unlisted,
    Optional<Set<String>> permissions,
    String noPermissions) {

  public HeldRights {
    grants = Map.copyOf(grants);
    untold = Map.copyOf(untold);
    Objects.requireNonNull(unlisted, "unlisted");
    permissions = permissions.map(Set::copyOf);
    Objects.requireNonNull(noPermissions, "noPermissions");
  }
}
