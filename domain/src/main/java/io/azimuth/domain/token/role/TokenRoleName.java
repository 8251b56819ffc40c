package io.azimuth.domain.token.role;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a token role. Letter case counts, because the name is part of paths that policies
 * name.
 *
 * @param value 1 to 128 ASCII letters, digits and {@code _-.}, beginning and ending with a letter,
 *     digit or underscore
 */
public record TokenRoleName(String value) {

  private static final int MAX_LENGTH = 128;
  private static final Pattern SHAPE =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?");

  public TokenRoleName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not the name of a token role");
    }
  }

  /** The name, or empty when the text does not have the shape. */
  public static Optional<TokenRoleName> parse(String text) {
    return isName(text) ? Optional.of(new TokenRoleName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isName(String text) {
    return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
  }
}
