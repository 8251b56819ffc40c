package io.azimuth.domain.token;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public handle of a service token: it finds and ends the token, but is none.
 *
 * @param value 1 to 64 ASCII letters and digits; 24 where this server makes it
 */
public record Accessor(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9]{1,64}");

  public Accessor {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("an accessor is 1 to 64 letters and digits");
    }
  }

  /** The accessor, or empty when the text cannot be one. */
  public static Optional<Accessor> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new Accessor(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
