package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.MachineIdentities;
import io.azimuth.adapters.azure.simulator.fleet.MachineKind;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SeededResource;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.domain.text.AsciiCase;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources, groups and subscriptions of a fleet. Immutable. */
public final class ResourceCatalog {

  private final Map<String, CatalogEntry> resources;
  private final Map<String, CatalogEntry> instances;
  private final Map<String, String> tenantsOfSubscriptions;
  private final Set<String> groups;
  private final List<SeededIdentity> userAssigned;

  private ResourceCatalog(
      Collection<CatalogEntry> all,
      Map<String, CatalogEntry> instances,
      Set<String> deleted,
      List<SeededIdentity> userAssigned) {
    Map<String, CatalogEntry> present = new LinkedHashMap<>();
    Map<String, String> tenants = new HashMap<>();
    Set<String> named = new HashSet<>();
    for (CatalogEntry entry : all) {
      SeededResource resource = entry.resource();
      tenants.put(resource.subscriptionId(), entry.tenantId());
      named.add(group(resource.subscriptionId(), resource.resourceGroup()));
      if (!deleted.contains(resource.key())) {
        present.put(resource.key(), entry);
      }
    }
    this.resources = Collections.unmodifiableMap(present);
    this.instances = Map.copyOf(instances);
    this.tenantsOfSubscriptions = Map.copyOf(tenants);
    this.groups = Set.copyOf(named);
    this.userAssigned = List.copyOf(userAssigned);
  }

  /**
   * The catalog of a fleet.
   *
   * @param userAssigned all user-assigned identities, also those that no machine has
   * @param deleted the keys of resources that are gone; their groups stay
   */
  static ResourceCatalog of(
      SimulatorFleet fleet, List<SeededIdentity> userAssigned, Set<String> deleted) {
    Map<String, CatalogEntry> all = new LinkedHashMap<>();
    String home = fleet.tenants().get(0).id();
    fleet.machines().forEach(it -> add(all, it));
    for (SeededIdentity identity : userAssigned) {
      identity
          .resource()
          .ifPresent(it -> all.putIfAbsent(it.key(), CatalogEntry.of(identity, it, home)));
    }
    Map<String, CatalogEntry> instances = new HashMap<>();
    fleet.machines().stream()
        .filter(it -> it.kind() == MachineKind.SCALE_SET_INSTANCE)
        .forEach(it -> instances.put(AsciiCase.fold(it.instanceId()), CatalogEntry.ofInstance(it)));
    return new ResourceCatalog(all.values(), instances, deleted, userAssigned);
  }

  private static void add(Map<String, CatalogEntry> all, SeededMachine machine) {
    switch (machine.kind()) {
      case VIRTUAL_MACHINE -> {
        put(all, CatalogEntry.Kind.VIRTUAL_MACHINE, machine, machine.identities());
        machine.scaleSet().ifPresent(it -> addToFlexible(all, it, machine));
      }
      case SCALE_SET_INSTANCE ->
          all.merge(
              machine.resource().key(),
              CatalogEntry.of(
                  CatalogEntry.Kind.UNIFORM_SET, machine.resource(), machine, machine.identities()),
              (known, more) -> known.grown(more.identities()));
      case APP_SERVICE, ARC_MACHINE ->
          put(all, CatalogEntry.Kind.OTHER, machine, machine.identities());
      // The cluster is not what the pod's identity belongs to.
      case POD -> put(all, CatalogEntry.Kind.OTHER, machine, MachineIdentities.user());
    }
  }

  private static void put(
      Map<String, CatalogEntry> all,
      CatalogEntry.Kind kind,
      SeededMachine machine,
      MachineIdentities identities) {
    SeededResource resource = machine.resource();
    all.put(resource.key(), CatalogEntry.of(kind, resource, machine, identities));
  }

  /** A flexible set has the user-assigned identities of its machines. */
  private static void addToFlexible(
      Map<String, CatalogEntry> all, SeededResource set, SeededMachine machine) {
    MachineIdentities lent =
        new MachineIdentities(Optional.empty(), machine.identities().userAssigned());
    all.merge(
        set.key(),
        CatalogEntry.of(CatalogEntry.Kind.FLEXIBLE_SET, set, machine, lent),
        (known, more) -> known.grown(more.identities()));
  }

  /**
   * The resource of that key, which is its id with A to Z folded. Instances of uniform sets are
   * found, and not among the others.
   */
  public Optional<CatalogEntry> find(String key) {
    return Optional.ofNullable(resources.get(key))
        .or(
            () ->
                Optional.ofNullable(instances.get(key))
                    .filter(it -> it.scaleSet().filter(this::isPresent).isPresent()));
  }

  private boolean isPresent(SeededResource resource) {
    return resources.containsKey(resource.key());
  }

  /** The tenant of a subscription; empty when there is no such subscription. */
  public Optional<String> tenantOf(String subscriptionId) {
    return Optional.ofNullable(tenantsOfSubscriptions.get(AsciiCase.fold(subscriptionId)));
  }

  /** The ids of the subscriptions of a tenant, in order. */
  public List<String> subscriptionsOf(String tenantId) {
    return tenantsOfSubscriptions.entrySet().stream()
        .filter(it -> it.getValue().equals(tenantId))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  public boolean hasGroup(String subscriptionId, String group) {
    return groups.contains(group(subscriptionId, group));
  }

  /** The resources of that type in a group, in the order of the fleet. */
  public List<CatalogEntry> in(String subscriptionId, String group, String type) {
    String wanted = group(subscriptionId, group);
    return resources.values().stream()
        .filter(it -> AsciiCase.equal(it.resource().type(), type))
        .filter(
            it ->
                group(it.resource().subscriptionId(), it.resource().resourceGroup()).equals(wanted))
        .toList();
  }

  public List<CatalogEntry> all() {
    return List.copyOf(resources.values());
  }

  public List<SeededIdentity> userAssigned() {
    return userAssigned;
  }

  private static String group(String subscriptionId, String group) {
    return AsciiCase.fold(subscriptionId + "/" + group);
  }
}
