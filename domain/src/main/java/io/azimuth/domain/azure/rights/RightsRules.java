package io.azimuth.domain.azure.rights;

import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.rotation.RotatedKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which rights a mount needs: decided by its configuration and the bindings of its roles. */
public final class RightsRules {

  private RightsRules() {}

  /**
   * The rights that the roles of a mount need.
   *
   * @param roles all of them, or as many as were read
   * @param allRoles whether these are all
   */
  public static NeededRights neededBy(
      MountRights mount, Collection<AzureRole> roles, boolean allRoles) {
    ActionNeeds merged = new ActionNeeds();
    roles.stream().filter(ActionRules::asks).forEach(role -> ActionRules.add(role, merged));
    boolean groups = roles.stream().anyMatch(RightsRules::bindsGroups);
    boolean people =
        roles.stream()
            .filter(RightsRules::bindsGroups)
            .anyMatch(role -> role.bindings().identity().allowUserTokens());
    return rights(mount, merged, groups, people, allRoles);
  }

  /**
   * The rights that logins from resources of these types at these places need, whatever the roles.
   *
   * @param groups whether roles bind groups
   * @param people whether such roles admit users
   */
  public static NeededRights neededAt(
      MountRights mount,
      Collection<AzureScope> places,
      Collection<ResourceType> types,
      boolean groups,
      boolean people) {
    ActionNeeds merged = new ActionNeeds();
    for (AzureScope place : places) {
      for (ResourceType type : types) {
        ActionRules.ofType(type, Optional.of(place), new TreeSet<>()).forEach(merged::add);
      }
    }
    return rights(mount, merged, groups, people, true);
  }

  /**
   * The same rights, with the actions for which no binding names a place placed here. Those at a
   * provider, which a subscription has, are placed at the subscriptions of the places.
   */
  public static NeededRights placed(NeededRights needed, Collection<AzureScope> places) {
    ActionNeeds merged = new ActionNeeds();
    for (NeededAction action : needed.actions()) {
      if (action.scope().isPresent() || places.isEmpty()) {
        merged.add(action);
      } else {
        places.stream()
            .map(it -> action.isOfProvider() ? AzureScope.of(it.subscription()) : it)
            .forEach(place -> merged.add(action.at(place)));
      }
    }
    return new NeededRights(
        merged.actions(),
        needed.permissions(),
        needed.ownership(),
        needed.complete() && !merged.isFull());
  }

  private static boolean bindsGroups(AzureRole role) {
    return !role.bindings().identity().bound(BoundField.GROUPS).isEmpty();
  }

  private static NeededRights rights(
      MountRights mount, ActionNeeds merged, boolean groups, boolean people, boolean all) {
    List<NeededPermission> permissions = new ArrayList<>();
    if (mount.resolvesGroups() && groups) {
      permissions.add(
          new NeededPermission(
              GraphAppRole.APPLICATION_READ,
              "resolve_groups: the groups of applications and managed identities",
              true));
      if (people) {
        String why = "resolve_groups with allow_user_tokens: the groups of people";
        permissions.add(new NeededPermission(GraphAppRole.USER_READ, why, true));
        permissions.add(new NeededPermission(GraphAppRole.GROUP_MEMBER_READ, why, true));
      }
    }
    mount.rotated().ifPresent(kind -> permissions.add(ofRotation(kind, mount.rotatesByItself())));
    Optional<String> ownership =
        mount
            .rotated()
            .filter(RotatedKind.PASSWORD::equals)
            .map(kind -> "Application.ReadWrite.OwnedBy changes applications that the caller owns");
    return new NeededRights(
        merged.actions(), merge(permissions), ownership, all && !merged.isFull());
  }

  private static NeededPermission ofRotation(RotatedKind kind, boolean byItself) {
    return kind == RotatedKind.PASSWORD
        ? new NeededPermission(
            GraphAppRole.APPLICATION_OWNED, "rotation of the client secret", byItself)
        : new NeededPermission(
            GraphAppRole.APPLICATION_READ,
            "rotation of the client certificate: finding the application",
            byItself,
            Set.of(GraphAppRole.APPLICATION_OWNED.permission()));
  }

  // Of two needs of one permission, the stricter one decides what is enough.
  private static List<NeededPermission> merge(List<NeededPermission> permissions) {
    Map<GraphAppRole, NeededPermission> merged = new LinkedHashMap<>();
    permissions.forEach(
        it ->
            merged.merge(
                it.role(),
                it,
                (one, other) ->
                    new NeededPermission(
                        one.role(),
                        one.why() + "; " + other.why(),
                        one.required() || other.required(),
                        one.alsoEnough().isEmpty() ? Set.of() : other.alsoEnough())));
    return List.copyOf(merged.values());
  }
}
