package io.azimuth.domain.azure.id;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/**
 * The name of a resource group. Kept as written; equal when A to Z folded make it the same.
 *
 * @param value 1 to 90 letters, digits and {@code -_.()}, not ending in a dot
 */
public record ResourceGroupName(String value) {

  private static final NameShape SHAPE = new NameShape(90, "[-_.()\\pL\\pN]*[-_()\\pL\\pN]");

  public ResourceGroupName {
    SHAPE.require(value, "the name of a resource group");
  }

  /** The name, or empty when the text does not have the shape. */
  public static Optional<ResourceGroupName> parse(String text) {
    return SHAPE.parse(text, ResourceGroupName::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceGroupName that && AsciiCase.equal(value, that.value);
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
