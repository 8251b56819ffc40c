package io.azimuth.domain.azure.id;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/**
 * The type of a resource, such as {@code Microsoft.Compute/virtualMachines}; a nested one has more
 * parts. Kept as written; equal when A to Z folded make it the same.
 *
 * @param value a provider's namespace and one to eight types, joined by slashes
 */
public record ResourceType(String value) {

  // Declared before the constants whose construction reads it.
  private static final NameShape SHAPE =
      new NameShape(256, "[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*(/[A-Za-z0-9][A-Za-z0-9._-]*){1,8}");

  /** A virtual machine, alone or in a flexible scale set. */
  public static final ResourceType VIRTUAL_MACHINE =
      new ResourceType("Microsoft.Compute/virtualMachines");

  /** A virtual machine scale set. */
  public static final ResourceType SCALE_SET =
      new ResourceType("Microsoft.Compute/virtualMachineScaleSets");

  /** An instance of a uniform scale set. */
  public static final ResourceType SCALE_SET_INSTANCE =
      new ResourceType("Microsoft.Compute/virtualMachineScaleSets/virtualMachines");

  /** A user-assigned managed identity. */
  public static final ResourceType USER_ASSIGNED_IDENTITY =
      new ResourceType("Microsoft.ManagedIdentity/userAssignedIdentities");

  public ResourceType {
    SHAPE.require(value, "a resource type");
  }

  /** The type, or empty when the text does not have the shape. */
  public static Optional<ResourceType> parse(String text) {
    return SHAPE.parse(text, ResourceType::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceType that && AsciiCase.equal(value, that.value);
  }

  @Override
  public int hashCode() {
    return AsciiCase.fold(value).hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
