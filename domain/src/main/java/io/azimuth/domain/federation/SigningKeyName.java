package io.azimuth.domain.federation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a signing key. Letter case counts, because the name is part of paths that policies
 * name.
 *
 * @param value 1 to 128 ASCII letters, digits and {@code _-.}, beginning and ending with a letter,
 *     digit or underscore
 */
public record SigningKeyName(String value) {

  private static final int MAX_LENGTH = 128;
  private static final Pattern SHAPE =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?");

  /** The key of every mount that names no other. */
  public static final SigningKeyName DEFAULT = new SigningKeyName("default");

  public SigningKeyName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not the name of a signing key");
    }
  }

  /** The name, or empty when the text does not have the shape. */
  public static Optional<SigningKeyName> parse(String text) {
    return isName(text) ? Optional.of(new SigningKeyName(text)) : Optional.empty();
  }

  /** The name in the settings of a mount; an empty text is the default. */
  public static Optional<SigningKeyName> ofMount(String setting) {
    return setting.isEmpty() ? Optional.of(DEFAULT) : parse(setting);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isName(String text) {
    return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
  }
}
