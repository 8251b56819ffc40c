package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resources from which a login may come. A list that was never set is absent, which a read
 * shows as null and not as an empty list.
 *
 * @param subscriptions ids of subscriptions
 * @param resourceGroups names of resource groups
 * @param locations regions
 * @param scaleSets names of scale sets
 * @param resourceIds ids of resources, each of which parses
 * @param resourceTypes types of resources, each of which parses
 * @param proof what proves the resource
 */
public record ResourceBindings(
    Optional<BoundList> subscriptions,
    Optional<BoundList> resourceGroups,
    Optional<BoundList> locations,
    Optional<BoundList> scaleSets,
    Optional<BoundList> resourceIds,
    Optional<BoundList> resourceTypes,
    ResourceProof proof) {

  public ResourceBindings {
    Objects.requireNonNull(proof, "proof");
    if (!values(resourceIds).allMatch(id -> ResourceId.parse(id).isPresent())
        || !values(resourceTypes).allMatch(type -> ResourceType.parse(type).isPresent())) {
      throw new IllegalArgumentException("a bound resource id or type cannot be read");
    }
  }

  /** Whether any list has a value, so that a login needs a resource. */
  public boolean isBound() {
    return Stream.of(
            subscriptions, resourceGroups, locations, scaleSets, resourceIds, resourceTypes)
        .anyMatch(list -> list.filter(bound -> !bound.isEmpty()).isPresent());
  }

  /** Whether a list is set whose values are unique across the tenant. */
  public boolean isBoundUniquely() {
    return Stream.of(subscriptions, resourceIds)
        .anyMatch(list -> list.filter(bound -> !bound.isEmpty()).isPresent());
  }

  /** The subscriptions; empty when never set. */
  public BoundList boundSubscriptions() {
    return subscriptions.orElse(BoundList.NONE);
  }

  /** The resource groups; empty when never set. */
  public BoundList boundResourceGroups() {
    return resourceGroups.orElse(BoundList.NONE);
  }

  /** The locations; empty when never set. */
  public BoundList boundLocations() {
    return locations.orElse(BoundList.NONE);
  }

  /** The scale sets; empty when never set. */
  public BoundList boundScaleSets() {
    return scaleSets.orElse(BoundList.NONE);
  }

  /** The ids of resources; empty when never set. */
  public BoundList boundResourceIds() {
    return resourceIds.orElse(BoundList.NONE);
  }

  /** The types of resources; empty when never set. */
  public BoundList boundResourceTypes() {
    return resourceTypes.orElse(BoundList.NONE);
  }

  private static Stream<String> values(Optional<BoundList> list) {
    return list.stream().flatMap(bound -> bound.values().stream());
  }
}
