package io.azimuth.domain.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who decides about the members of a group. */
public enum GroupType {
  /** An operator. */
  INTERNAL,
  /** Logins: a login that proves a group of another system makes its entity a member. */
  EXTERNAL;

  /** The type of that name in the API. */
  public static Optional<GroupType> parse(String word) {
    return Stream.of(values()).filter(type -> type.wireName().equals(word)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
