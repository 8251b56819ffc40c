package io.azimuth.domain.azure.fleet;

import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.SubscriptionId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The machines of one type in one resource group: what one list of Resource Manager contains.
 *
 * @param subscription the subscription of the group
 * @param resourceGroup the group
 * @param type {@link ResourceType#VIRTUAL_MACHINE} or {@link ResourceType#SCALE_SET}
 */
public record MachineGroup(
    SubscriptionId subscription, ResourceGroupName resourceGroup, ResourceType type) {

  private static final Set<ResourceType> TYPES =
      Set.of(ResourceType.VIRTUAL_MACHINE, ResourceType.SCALE_SET);

  public MachineGroup {
    Objects.requireNonNull(subscription, "subscription");
    Objects.requireNonNull(resourceGroup, "resourceGroup");
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException("machines of the type " + type + " are not listed");
    }
  }

  /** The group of a virtual machine or of a scale set; empty for any other resource. */
  public static Optional<MachineGroup> of(ResourceId id) {
    return TYPES.contains(id.type())
        ? Optional.of(new MachineGroup(id.subscription(), id.resourceGroup(), id.type()))
        : Optional.empty();
  }

  /** Whether a list of this group contains that resource. */
  public boolean contains(ResourceId id) {
    return of(id).filter(this::equals).isPresent();
  }

  /** The group as part of an id: {@code /subscriptions/{guid}/…/virtualMachines}. */
  public String path() {
    return "/subscriptions/%s/resourceGroups/%s/providers/%s"
        .formatted(subscription, resourceGroup, type);
  }

  @Override
  public String toString() {
    return path();
  }
}
