package io.azimuth.domain.token.role;

import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.text.LettersAndDigits;
import java.util.Optional;

/**
 * The name of a role. Letter case does not count; it is kept in lower case.
 *
 * @param value 1 to 128 ASCII letters, digits and {@code _-.}, beginning and ending with a letter,
 *     digit or underscore
 */
public record RoleName(String value) {

  private static final int MAX_LENGTH = 128;
  private static final String NOT_AT_THE_ENDS = ".-";

  public RoleName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not the name of a role");
    }
    value = AsciiCase.fold(value);
  }

  /** The name, or empty when the text does not have the shape. */
  public static Optional<RoleName> parse(String text) {
    return isName(text) ? Optional.of(new RoleName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && LettersAndDigits.fill(text, "_.-")
        && NOT_AT_THE_ENDS.indexOf(text.charAt(0)) < 0
        && NOT_AT_THE_ENDS.indexOf(text.charAt(text.length() - 1)) < 0;
  }
}
