package io.azimuth.domain.azure.id;

import java.util.Optional;

/**
 * A group as a token names it: its object id, or the name that the owner of the application
 * configured instead. Kept as written, because group aliases are.
 *
 * @param value 1 to 256 characters, none of them a control character
 */
public record GroupId(String value) {

  private static final int MAX_LENGTH = 256;

  public GroupId {
    if (!isGroup(value)) {
      throw new IllegalArgumentException("not the id of a group");
    }
  }

  /** The group, or empty when the text cannot be one. */
  public static Optional<GroupId> parse(String text) {
    return isGroup(text) ? Optional.of(new GroupId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isGroup(String text) {
    return !text.isBlank()
        && text.length() <= MAX_LENGTH
        && text.chars().noneMatch(Character::isISOControl);
  }
}
