package io.azimuth.domain.azure.rights;

import static io.azimuth.domain.azure.role.BoundField.RESOURCE_GROUPS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_TYPES;
import static io.azimuth.domain.azure.role.BoundField.SCALE_SETS;
import static io.azimuth.domain.azure.role.BoundField.SUBSCRIPTIONS;

import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.azure.role.ResourceProof;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which actions of Resource Manager the logins of a role take, and where. */
final class ActionRules {

  private static final List<ResourceType> MACHINES =
      List.of(ResourceType.VIRTUAL_MACHINE, ResourceType.SCALE_SET);

  private ActionRules() {}

  /** Whether its logins ask Resource Manager. */
  static boolean asks(AzureRole role) {
    Bindings bindings = role.bindings();
    return bindings.needsResource() && bindings.resource().proof() == ResourceProof.DIRECTORY;
  }

  /** Those of a role that asks. */
  static List<NeededAction> of(AzureRole role) {
    ResourceBindings resource = role.bindings().resource();
    SortedSet<String> names = new TreeSet<>(Set.of(role.name().value()));
    List<NeededAction> all = new ArrayList<>();
    List<ResourceId> ids =
        resource.bound(RESOURCE_IDS).values().stream()
            .flatMap(text -> ResourceId.parse(text).stream())
            .map(id -> id.scaleSetOfInstance().orElse(id))
            .toList();
    if (!ids.isEmpty()) {
      for (ResourceId id : ids) {
        all.addAll(ofType(id.type(), Optional.of(AzureScope.of(id)), names));
      }
      return all;
    }
    for (Optional<AzureScope> place : places(resource)) {
      for (ResourceType type : types(resource)) {
        all.addAll(ofType(type, place, names));
      }
    }
    return all;
  }

  /** What reads of resources of that type there take. */
  static List<NeededAction> ofType(
      ResourceType type, Optional<AzureScope> place, SortedSet<String> roles) {
    List<NeededAction> all = new ArrayList<>();
    ResourceType read =
        type.equals(ResourceType.SCALE_SET_INSTANCE) ? ResourceType.SCALE_SET : type;
    all.add(new NeededAction(reading(read), place, true, roles));
    if (MACHINES.contains(read)) {
      // An identity is where its owner put it, which a binding to one machine does not tell.
      Optional<AzureScope> identities = place.filter(it -> it.resource().isEmpty());
      all.add(
          new NeededAction(reading(ResourceType.USER_ASSIGNED_IDENTITY), identities, false, roles));
    } else if (!read.equals(ResourceType.USER_ASSIGNED_IDENTITY)) {
      all.add(
          new NeededAction(
              NeededAction.PROVIDERS,
              place.map(it -> AzureScope.of(it.subscription())),
              !WorkloadTypes.READ_WITHOUT_PROVIDER.contains(read),
              roles));
    }
    return all;
  }

  private static ActionPattern reading(ResourceType type) {
    return new ActionPattern(type.value() + "/read");
  }

  private static Set<ResourceType> types(ResourceBindings resource) {
    Set<ResourceType> types = new LinkedHashSet<>();
    resource.bound(RESOURCE_TYPES).values().stream()
        .flatMap(text -> ResourceType.parse(text).stream())
        .forEach(types::add);
    if (types.isEmpty()) {
      types.addAll(MACHINES);
      if (resource.bound(SCALE_SETS).isEmpty()) {
        types.add(ResourceType.USER_ASSIGNED_IDENTITY);
      }
    }
    return types;
  }

  private static List<Optional<AzureScope>> places(ResourceBindings resource) {
    List<SubscriptionId> subscriptions =
        resource.bound(SUBSCRIPTIONS).values().stream()
            .flatMap(text -> SubscriptionId.parse(text).stream())
            .toList();
    List<ResourceGroupName> groups =
        resource.bound(RESOURCE_GROUPS).values().stream()
            .flatMap(text -> ResourceGroupName.parse(text).stream())
            .toList();
    if (subscriptions.isEmpty()) {
      return List.of(Optional.empty());
    }
    List<Optional<AzureScope>> places = new ArrayList<>();
    for (SubscriptionId subscription : subscriptions) {
      if (groups.isEmpty()) {
        places.add(Optional.of(AzureScope.of(subscription)));
      }
      groups.forEach(group -> places.add(Optional.of(AzureScope.of(subscription, group))));
    }
    return places;
  }
}
