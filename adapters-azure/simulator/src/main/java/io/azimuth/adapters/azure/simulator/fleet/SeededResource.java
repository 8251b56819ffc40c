package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.text.AsciiCase;
import java.util.Objects;

/**
 * An Azure resource, named as Resource Manager names it.
 *
 * @param subscriptionId a GUID
 * @param resourceGroup the name of the group
 * @param type namespace and type, such as {@code Microsoft.Compute/virtualMachines}
 * @param name the last segment of the id
 * @param location the short form, such as {@code westeurope}
 */
public record SeededResource(
    String subscriptionId, String resourceGroup, String type, String name, String location) {

  public SeededResource {
    Guids.require(subscriptionId, "subscription id");
    Objects.requireNonNull(resourceGroup, "resourceGroup");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(location, "location");
  }

  /** The id as tokens carry it: {@code resourcegroups} in lower case. */
  public String claimId() {
    return id("resourcegroups");
  }

  /** The id as Resource Manager and the metadata service write it. */
  public String armId() {
    return id("resourceGroups");
  }

  /** The id with A to Z folded, by which Azure tells resources apart. */
  public String key() {
    return AsciiCase.fold(armId());
  }

  public SeededResource in(String otherLocation) {
    return new SeededResource(subscriptionId, resourceGroup, type, name, otherLocation);
  }

  private String id(String groupsSegment) {
    return "/subscriptions/%s/%s/%s/providers/%s/%s"
        .formatted(subscriptionId, groupsSegment, resourceGroup, type, name);
  }
}
