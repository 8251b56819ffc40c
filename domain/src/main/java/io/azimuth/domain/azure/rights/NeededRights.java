package io.azimuth.domain.azure.rights;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

  /** The places at which an action is needed, in order. */
  public Set<AzureScope> places() {
    return actions.stream()
        .flatMap(it -> it.scope().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether something fails that is switched on when the application does not own itself. */
  public boolean requiresOwnership() {
    return ownership.isPresent()
        && permissions.stream()
            .anyMatch(it -> it.role() == GraphAppRole.APPLICATION_OWNED && it.required());
  }

  /** Whether an action is needed of which no binding tells where. */
  public boolean hasUnplaced() {
    return actions.stream().anyMatch(it -> it.scope().isEmpty());
  }
}
