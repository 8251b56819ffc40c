package io.azimuth.domain.azure.id;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a resource group. Kept as written; equal when A to Z folded make it the same.
 *
 * @param value 1 to 90 letters, digits and {@code -_.()}, not ending in a dot
 */
public record ResourceGroupName(String value) {

  private static final int MAX_LENGTH = 90;
  private static final Pattern SHAPE = Pattern.compile("[-_.()\\pL\\pN]*[-_()\\pL\\pN]");

  public ResourceGroupName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not the name of a resource group");
    }
  }

  /** The name, or empty when the text does not have the shape. */
  public static Optional<ResourceGroupName> parse(String text) {
    return isName(text) ? Optional.of(new ResourceGroupName(text)) : Optional.empty();
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

  private static boolean isName(String text) {
    return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
  }
}
