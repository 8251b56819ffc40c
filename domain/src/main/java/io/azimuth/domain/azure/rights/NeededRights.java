package io.azimuth.domain.azure.rights;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All rights that a mount needs, each once.
 *
 * @param actions of Resource Manager, in the order of their places
 * @param permissions of Microsoft Graph
 * @param ownership why the application must be an owner of itself; empty when it need not
 * @param complete whether there are no more than these; else there were too many to name
 */
public record NeededRights(
    List<NeededAction> actions,
    List<NeededPermission> permissions,
    Optional<String> ownership,
    boolean complete) {

  public NeededRights {
    actions = List.copyOf(actions);
    permissions = List.copyOf(permissions);
  }

  /**
   * The places at which an action is needed: first those where logins are refused without it, and
   * each in order.
   */
  public List<AzureScope> places() {
    return Stream.concat(places(true), places(false)).distinct().toList();
  }

  private Stream<AzureScope> places(boolean required) {
    return actions.stream()
        .filter(it -> it.required() == required)
        .flatMap(it -> it.scope().stream())
        .sorted();
  }

  /** Whether something fails that is switched on when the application does not own itself. */
  public boolean requiresOwnership() {
    return ownership.isPresent()
        && permissions.stream()
            .anyMatch(it -> it.role() == GraphAppRole.APPLICATION_OWNED && it.required());
  }

  /** Whether an action is needed for which no binding names a place. */
  public boolean hasUnplaced() {
    return actions.stream().anyMatch(it -> it.scope().isEmpty());
  }
}
