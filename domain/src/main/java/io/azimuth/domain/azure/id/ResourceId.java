package io.azimuth.domain.azure.id;

import io.azimuth.domain.text.AsciiCase;
import java.util.List;
import java.util.Optional;

/**
 * The id of a resource, read once into its segments: {@code
 * /subscriptions/{guid}/resourceGroups/{group}/providers/{namespace}/{type}/{name}}, with further
 * type and name pairs when nested.
 *
 * <p>Two ids are equal when all segments are, whole, with A to Z folded and nothing else: Azure
 * itself writes both {@code resourceGroups} and {@code resourcegroups}. A character that would mean
 * something else in a URL is refused, so an id can name one resource only.
 */
public final class ResourceId {

  /** The longest id, in characters. */
  public static final int MAX_LENGTH = 1024;

  private final SubscriptionId subscription;
  private final ResourceGroupName resourceGroup;
  private final ResourceType type;
  private final List<String> names;

  ResourceId(
      SubscriptionId subscription,
      ResourceGroupName resourceGroup,
      ResourceType type,
      List<String> names) {
    this.subscription = subscription;
    this.resourceGroup = resourceGroup;
    this.type = type;
    this.names = List.copyOf(names);
  }

  /** The id, or empty when the text does not have the form. */
  public static Optional<ResourceId> parse(String text) {
    return ResourceIdReader.read(text);
  }

  public static ResourceId machine(
      SubscriptionId subscription, ResourceGroupName group, MachineName name) {
    return new ResourceId(subscription, group, ResourceType.VIRTUAL_MACHINE, List.of(name.value()));
  }

  public static ResourceId scaleSet(
      SubscriptionId subscription, ResourceGroupName group, ScaleSetName name) {
    return new ResourceId(subscription, group, ResourceType.SCALE_SET, List.of(name.value()));
  }

  /** The subscription that holds the resource. */
  public SubscriptionId subscription() {
    return subscription;
  }

  /** The resource group that holds the resource. */
  public ResourceGroupName resourceGroup() {
    return resourceGroup;
  }

  /** The type, nested types included. */
  public ResourceType type() {
    return type;
  }

  /** The last name, as written: the resource's own. */
  public String name() {
    return names.get(names.size() - 1);
  }

  /** Whether it is a user-assigned managed identity. */
  public boolean isUserAssignedIdentity() {
    return type.equals(ResourceType.USER_ASSIGNED_IDENTITY);
  }

  /** Whether it is a virtual machine scale set. */
  public boolean isScaleSet() {
    return type.equals(ResourceType.SCALE_SET);
  }

  /** The scale set, when this is an instance of a uniform one, which is replaced by its set. */
  public Optional<ResourceId> scaleSetOfInstance() {
    return type.equals(ResourceType.SCALE_SET_INSTANCE)
        ? Optional.of(
            new ResourceId(
                subscription, resourceGroup, ResourceType.SCALE_SET, List.of(names.get(0))))
        : Optional.empty();
  }

  /** The id with A to Z folded: the same text for equal ids. */
  public String canonical() {
    return AsciiCase.fold(text());
  }

  /** The id with the names as they were written. */
  public String text() {
    String[] types = type.value().split("/", -1);
    StringBuilder text =
        new StringBuilder()
            .append("/subscriptions/")
            .append(subscription)
            .append("/resourceGroups/")
            .append(resourceGroup)
            .append("/providers/")
            .append(types[0]);
    for (int i = 0; i < names.size(); i++) {
      text.append('/').append(types[i + 1]).append('/').append(names.get(i));
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceId that && canonical().equals(that.canonical());
  }

  @Override
  public int hashCode() {
    return canonical().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
