package io.azimuth.domain.azure.id;

import java.util.Optional;

/**
 * An app role that an application of Entra ID defines, by its value. Letter case counts.
 *
 * @param value 1 to 256 characters, none of them a control character
 */
public record EntraRole(String value) {

  private static final int MAX_LENGTH = 256;

  public EntraRole {
    if (!isRole(value)) {
      throw new IllegalArgumentException("not the value of an app role");
    }
  }

  /** The role, or empty when the text cannot be one. */
  public static Optional<EntraRole> parse(String text) {
    return isRole(text) ? Optional.of(new EntraRole(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isRole(String text) {
    return !text.isBlank()
        && text.length() <= MAX_LENGTH
        && text.chars().noneMatch(Character::isISOControl);
  }
}
