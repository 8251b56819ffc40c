package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import java.util.Objects;
import java.util.Optional;

/**
 * The resource of a login, and the source that names it.
 *
 * @param id the id of the resource; never an instance of a uniform scale set, which is replaced by
 *     its set
 * @param basis the source that names it
 */
public record LoginResource(ResourceId id, Basis basis) {

  /** The source that names the resource. */
  public enum Basis {
    /** The token: this resource requested it. */
    RESOURCE_CLAIM,
    /** The token: it names only this user-assigned identity. */
    IDENTITY_CLAIM,
    /** The request alone; it needs more proof than the others. */
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

  /** The id, if the resource is a scale set. */
  public Optional<ResourceId> asScaleSet() {
    return Optional.of(id).filter(ResourceId::isScaleSet);
  }
}
