package io.azimuth.domain.azure.id;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/**
 * The name of a virtual machine. Kept as written; equal when A to Z folded make it the same.
 *
 * @param value 1 to 64 ASCII letters, digits and {@code -_.}, beginning with a letter or digit
 */
public record MachineName(String value) {

  public MachineName {
    NameShape.COMPUTE.require(value, "the name of a virtual machine");
  }

  /** The name, or empty when the text does not have the shape. */
  public static Optional<MachineName> parse(String text) {
    return NameShape.COMPUTE.parse(text, MachineName::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MachineName that && AsciiCase.equal(value, that.value);
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
