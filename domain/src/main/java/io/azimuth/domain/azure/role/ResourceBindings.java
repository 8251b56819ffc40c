package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import java.util.Objects;

/**
 * The resources from which a login may come.
 *
 * @param lists the properties that a resource must have
 * @param tags the tags that a resource must have
 * @param proof what proves the resource
 * @param renewProof whether Azure is asked for the resource again at each renewal
 * @param attested whether a login shows the attested document of its machine, too
 * @param attestation what the attestation of the machine must show, if the role asks for one
 */
public record ResourceBindings(
    BoundLists lists,
    BoundTags tags,
    ResourceProof proof,
    boolean renewProof,
    boolean attested,
    BoundAttestation attestation) {

  public ResourceBindings {
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(attestation, "attestation");
    if (lists.get(BoundField.RESOURCE_IDS).values().stream()
            .anyMatch(id -> ResourceId.parse(id).isEmpty())
        || lists.get(BoundField.RESOURCE_TYPES).values().stream()
            .anyMatch(type -> ResourceType.parse(type).isEmpty())) {
      throw new IllegalArgumentException("a bound resource id or type cannot be read");
    }
    if ((attested || attestation.isDemanded())
        && (proof != ResourceProof.DIRECTORY || (!lists.isBound() && tags.isEmpty()))) {
      throw new IllegalArgumentException("a document is compared with what Azure says");
    }
  }

  /** Bindings without an attestation. */
  public ResourceBindings(
      BoundLists lists, BoundTags tags, ResourceProof proof, boolean renewProof, boolean attested) {
    this(lists, tags, proof, renewProof, attested, BoundAttestation.NONE);
  }

  /** The list; without values when it was never set. */
  public BoundList bound(BoundField field) {
    return lists.get(field);
  }

  /** Whether any list has a value or a tag is bound, so that a login needs a resource. */
  public boolean isBound() {
    return lists.isBound() || !tags.isEmpty();
  }

  /** Whether a list is set whose values are unique across the tenant. */
  public boolean isBoundUniquely() {
    return !bound(BoundField.SUBSCRIPTIONS).isEmpty() || !bound(BoundField.RESOURCE_IDS).isEmpty();
  }

  /** Whether a login can come from a user-assigned identity alone, without a machine. */
  public boolean mayBindIdentities() {
    BoundList types = bound(BoundField.RESOURCE_TYPES);
    BoundList ids = bound(BoundField.RESOURCE_IDS);
    return (types.isEmpty() || types.contains(ResourceType.USER_ASSIGNED_IDENTITY.value()))
        && (ids.isEmpty()
            || ids.values().stream()
                .flatMap(id -> ResourceId.parse(id).stream())
                .anyMatch(ResourceId::isUserAssignedIdentity));
  }

  /** Whether that resource is one of the bound ones. */
  public boolean bindsId(ResourceId id) {
    return bound(BoundField.RESOURCE_IDS).values().stream()
        .flatMap(text -> ResourceId.parse(text).stream())
        .anyMatch(id::equals);
  }

  /** Whether that location is one of the bound ones. */
  public boolean bindsLocation(Location location) {
    return bound(BoundField.LOCATIONS).values().stream()
        .flatMap(text -> Location.parse(text).stream())
        .anyMatch(location::equals);
  }
}
