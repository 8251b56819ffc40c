package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import java.util.Objects;

/**
 * The resources from which a login may come.
 *
 * @param lists the properties that a resource must have
 * @param proof what proves the resource
 */
public record ResourceBindings(BoundLists lists, ResourceProof proof) {

  public ResourceBindings {
    Objects.requireNonNull(proof, "proof");
    if (lists.get(BoundField.RESOURCE_IDS).values().stream()
            .anyMatch(id -> ResourceId.parse(id).isEmpty())
        || lists.get(BoundField.RESOURCE_TYPES).values().stream()
            .anyMatch(type -> ResourceType.parse(type).isEmpty())) {
      throw new IllegalArgumentException("a bound resource id or type cannot be read");
    }
  }

  /** The list; without values when it was never set. */
  public BoundList bound(BoundField field) {
    return lists.get(field);
  }

  /** Whether any list has a value, so that a login needs a resource. */
  public boolean isBound() {
    return lists.isBound();
  }

  /** Whether a list is set whose values are unique across the tenant. */
  public boolean isBoundUniquely() {
    return !bound(BoundField.SUBSCRIPTIONS).isEmpty() || !bound(BoundField.RESOURCE_IDS).isEmpty();
  }
}
