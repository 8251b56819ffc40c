package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.text.AsciiCase;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An Azure resource, named as Resource Manager names it.
 *
 * @param subscriptionId a GUID
 * @param type namespace and type, such as {@code Microsoft.Compute/virtualMachines}
 * @param name the last segment of the id
 * @param location the short form, such as {@code westeurope}
 * @param tags its tags, the values by name
 */
public record SeededResource(
    String subscriptionId,
    String resourceGroup,
    String type,
    String name,
    String location,
    Map<String, String> tags) {

  private static final int MAX_TAGS = 50;
  private static final int MAX_TAG_NAME = 512;
  private static final int MAX_TAG_VALUE = 256;

  public SeededResource {
    Guids.require(subscriptionId, "subscription id");
    Objects.requireNonNull(resourceGroup, "resourceGroup");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(location, "location");
    tags = checked(tags);
  }

  /** A resource without tags. */
  public SeededResource(
      String subscriptionId, String resourceGroup, String type, String name, String location) {
    this(subscriptionId, resourceGroup, type, name, location, Map.of());
  }

  /** The id as tokens carry it: {@code resourcegroups} in lower case. */
  public String claimId() {
    return id("resourcegroups");
  }

  /** The id as Resource Manager and the metadata service write it. */
  public String armId() {
    return id("resourceGroups");
  }

  /** The id with A to Z folded, by which Azure distinguishes resources. */
  public String key() {
    return AsciiCase.fold(armId());
  }

  public SeededResource in(String otherLocation) {
    return new SeededResource(subscriptionId, resourceGroup, type, name, otherLocation, tags);
  }

  /** The same resource with these tags and no others. */
  public SeededResource tagged(Map<String, String> others) {
    return new SeededResource(subscriptionId, resourceGroup, type, name, location, others);
  }

  /** What Azure allows: names differ in more than letter case. */
  private static Map<String, String> checked(Map<String, String> tags) {
    TreeMap<String, String> copy = new TreeMap<>();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      int name = tag.getKey().length();
      if (name < 1 || name > MAX_TAG_NAME || tag.getValue().length() > MAX_TAG_VALUE) {
        throw new IllegalArgumentException(
            "a tag has a name of 1 to 512 characters and a value of at most 256");
      }
      copy.put(tag.getKey(), tag.getValue());
    }
    if (copy.size() > MAX_TAGS
        || copy.keySet().stream().map(AsciiCase::fold).distinct().count() < copy.size()) {
      throw new IllegalArgumentException("a resource has at most 50 tags, each once");
    }
    return Collections.unmodifiableMap(copy);
  }

  private String id(String groupsSegment) {
    return "/subscriptions/%s/%s/%s/providers/%s/%s"
        .formatted(subscriptionId, groupsSegment, resourceGroup, type, name);
  }
}
