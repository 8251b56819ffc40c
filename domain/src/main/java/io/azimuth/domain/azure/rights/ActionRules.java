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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Adds those of a role that asks. */
  static void add(AzureRole role, ActionNeeds needs) {
    ResourceBindings resource = role.bindings().resource();
    SortedSet<String> names = new TreeSet<>(Set.of(role.name().value()));
    Set<ResourceId> ids =
        resource.bound(RESOURCE_IDS).values().stream()
            .flatMap(text -> ResourceId.parse(text).stream())
            .map(id -> id.scaleSetOfInstance().orElse(id))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (ids.isEmpty()) {
      addPlaces(resource, names, needs);
      return;
    }
    ids.stream()
        .takeWhile(id -> !needs.isFull())
        .flatMap(id -> ofType(id.type(), Optional.of(AzureScope.of(id)), resource, names))
        .forEach(needs::add);
  }

  // A role may bind a thousand subscriptions and groups, of which no more are named than fit.
  private static void addPlaces(
      ResourceBindings resource, SortedSet<String> names, ActionNeeds needs) {
    Set<ResourceType> types = types(resource);
    places(resource)
        .takeWhile(place -> !needs.isFull())
        .flatMap(place -> types.stream().flatMap(type -> ofType(type, place, resource, names)))
        .forEach(needs::add);
  }

  // The machine of an attestation is the instance, of which the token names the set alone.
  private static Stream<NeededAction> ofType(
      ResourceType type,
      Optional<AzureScope> place,
      ResourceBindings resource,
      SortedSet<String> roles) {
    List<NeededAction> all = ofType(type, place, roles);
    return resource.attestation().isDemanded() && type.equals(ResourceType.SCALE_SET)
        ? Stream.concat(
            all.stream(),
            Stream.of(
                new NeededAction(reading(ResourceType.SCALE_SET_INSTANCE), place, false, roles)))
        : all.stream();
  }

  /** What reads of resources of that type there take. */
  static List<NeededAction> ofType(
      ResourceType type, Optional<AzureScope> place, SortedSet<String> roles) {
    List<NeededAction> all = new ArrayList<>();
    ResourceType read =
        type.equals(ResourceType.SCALE_SET_INSTANCE) ? ResourceType.SCALE_SET : type;
    all.add(new NeededAction(reading(read), place, true, roles));
    if (MACHINES.contains(read)) {
      // An identity is where its owner put it, which a binding to one machine does not show.
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

  private static Stream<Optional<AzureScope>> places(ResourceBindings resource) {
    Set<SubscriptionId> subscriptions =
        resource.bound(SUBSCRIPTIONS).values().stream()
            .flatMap(text -> SubscriptionId.parse(text).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<ResourceGroupName> groups =
        resource.bound(RESOURCE_GROUPS).values().stream()
            .flatMap(text -> ResourceGroupName.parse(text).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (subscriptions.isEmpty()) {
      return Stream.of(Optional.empty());
    }
    return subscriptions.stream()
        .flatMap(
            subscription ->
                groups.isEmpty()
                    ? Stream.of(Optional.of(AzureScope.of(subscription)))
                    : groups.stream().map(name -> Optional.of(AzureScope.of(subscription, name))));
  }
}
