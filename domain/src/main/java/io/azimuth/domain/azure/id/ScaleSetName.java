package io.azimuth.domain.azure.id;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a virtual machine scale set. Kept as written; equal when A to Z folded make it the
 * same.
 *
 * @param value 1 to 64 ASCII letters, digits and {@code -_.}, beginning with a letter or digit
 */
public record ScaleSetName(String value) {

  private static final int MAX_LENGTH = 64;
  private static final Pattern SHAPE =
      Pattern.compile("[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9._-]*[a-zA-Z0-9_]");

  public ScaleSetName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not the name of a scale set");
    }
  }

  /** The name, or empty when the text does not have the shape. */
  public static Optional<ScaleSetName> parse(String text) {
    return isName(text) ? Optional.of(new ScaleSetName(text)) : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScaleSetName that && AsciiCase.equal(value, that.value);
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
