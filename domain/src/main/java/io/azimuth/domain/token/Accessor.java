package io.azimuth.domain.token;

import io.azimuth.domain.text.LettersAndDigits;
import java.util.Optional;

/**
 * The public handle of a service token: it looks up and revokes the token, but cannot be used in
 * its place.
 *
 * @param value 1 to 64 ASCII letters and digits; 24 where this server makes it
 */
public record Accessor(String value) {

  private static final int MOST_LETTERS = 64;

  public Accessor {
    if (!isShaped(value)) {
      throw new IllegalArgumentException("an accessor is 1 to 64 letters and digits");
    }
  }

  /** The accessor, or empty when the text cannot be one. */
  public static Optional<Accessor> parse(String text) {
    return isShaped(text) ? Optional.of(new Accessor(text)) : Optional.empty();
  }

  private static boolean isShaped(String text) {
    return !text.isEmpty() && text.length() <= MOST_LETTERS && LettersAndDigits.fill(text, "");
  }

  @Override
  public String toString() {
    return value;
  }
}
