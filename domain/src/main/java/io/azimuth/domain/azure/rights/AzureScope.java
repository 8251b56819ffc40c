package io.azimuth.domain.azure.rights;

import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.text.AsciiCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a role is assigned: at a subscription, a resource group or a resource. Two are equal when
 * they name the same place, whatever the case of their letters.
 */
public final class AzureScope implements Comparable<AzureScope> {

  private static final String SUBSCRIPTIONS = "/subscriptions/";
  private static final String GROUPS = "/resourceGroups/";

  private final SubscriptionId subscription;
  private final Optional<ResourceGroupName> group;
  private final Optional<ResourceId> resource;
  private final String canonical;

  private AzureScope(
      SubscriptionId subscription,
      Optional<ResourceGroupName> group,
      Optional<ResourceId> resource) {
    this.subscription = Objects.requireNonNull(subscription, "subscription");
    this.group = group;
    this.resource = resource;
    this.canonical = AsciiCase.fold(path());
  }

  /** A whole subscription. */
  public static AzureScope of(SubscriptionId subscription) {
    return new AzureScope(subscription, Optional.empty(), Optional.empty());
  }

  /** A resource group. */
  public static AzureScope of(SubscriptionId subscription, ResourceGroupName group) {
    return new AzureScope(subscription, Optional.of(group), Optional.empty());
  }

  /** One resource. */
  public static AzureScope of(ResourceId resource) {
    return new AzureScope(
        resource.subscription(), Optional.of(resource.resourceGroup()), Optional.of(resource));
  }

  /** The scope of that path, or empty when it is none of the three kinds. */
  public static Optional<AzureScope> parse(String path) {
    Optional<ResourceId> resource = ResourceId.parse(path);
    if (resource.isPresent()) {
      return resource.map(AzureScope::of);
    }
    String[] parts = path.split("/", -1);
    boolean subscribed =
        parts.length >= 3 && parts[0].isEmpty() && AsciiCase.equal(parts[1], "subscriptions");
    if (subscribed && parts.length == 3) {
      return SubscriptionId.parse(parts[2]).map(AzureScope::of);
    }
    if (subscribed && parts.length == 5 && AsciiCase.equal(parts[3], "resourceGroups")) {
      return SubscriptionId.parse(parts[2])
          .flatMap(id -> ResourceGroupName.parse(parts[4]).map(group -> of(id, group)));
    }
    return Optional.empty();
  }

  /** The subscription that it is in, or is. */
  public SubscriptionId subscription() {
    return subscription;
  }

  /** The resource group that it is in, or is; empty for a subscription. */
  public Optional<ResourceGroupName> group() {
    return group;
  }

  /** The resource; empty for a group or a subscription. */
  public Optional<ResourceId> resource() {
    return resource;
  }

  /** The places that it is in, the subscription first; without itself. */
  List<AzureScope> around() {
    List<AzureScope> around = new ArrayList<>();
    group.ifPresent(name -> around.add(of(subscription)));
    resource.ifPresent(it -> around.add(of(subscription, it.resourceGroup())));
    return around;
  }

  /** Whether a role that is assigned here counts there, too. */
  public boolean includes(AzureScope other) {
    return equals(other) || other.canonical.startsWith(canonical + "/");
  }

  /** The path, as Azure has it. */
  public String path() {
    return resource
        .map(ResourceId::text)
        .orElseGet(
            () -> SUBSCRIPTIONS + subscription + group.map(name -> GROUPS + name).orElse(""));
  }

  @Override
  public int compareTo(AzureScope other) {
    return Comparator.comparing((AzureScope scope) -> scope.canonical).compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AzureScope that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  @Override
  public String toString() {
    return path();
  }
}
