package io.azimuth.domain.azure.id;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A region of Azure. {@code West Europe} and {@code westeurope} are the same.
 *
 * @param value ASCII letters and digits, kept in lower case without spaces
 */
public record Location(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,64}");

  public Location {
    value = canonical(value);
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a location");
    }
  }

  /** The location, or empty when the text cannot be one. */
  public static Optional<Location> parse(String text) {
    return SHAPE.matcher(canonical(text)).matches()
        ? Optional.of(new Location(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static String canonical(String text) {
    return AsciiCase.fold(text.replace(" ", ""));
  }
}
