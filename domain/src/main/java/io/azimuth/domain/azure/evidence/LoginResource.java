package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import java.util.Objects;
import java.util.Optional;

/**
 * The resource that a login stands on, and who says so.
 *
 * @param id of the resource; never an instance of a uniform scale set, which counts as its set
 * @param basis who says so
 */
public record LoginResource(ResourceId id, Basis basis) {

  /** Who says that it is this resource. */
  public enum Basis {
    /** The token: this resource asked for it. */
    RESOURCE_CLAIM,
    /** The token: this user-assigned identity is all that it names. */
    IDENTITY_CLAIM,
    /** The caller alone; it needs more proof than the others. */
    REQUEST
  }

  public LoginResource {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(basis, "basis");
  }

  public boolean isMachine() {
    return id.type().equals(ResourceType.VIRTUAL_MACHINE);
  }

  public boolean isScaleSet() {
    return id.isScaleSet();
  }

  /** The scale set that it is. */
  public Optional<ResourceId> asScaleSet() {
    return Optional.of(id).filter(ResourceId::isScaleSet);
  }
}
