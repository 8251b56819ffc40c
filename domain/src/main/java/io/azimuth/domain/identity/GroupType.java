package io.azimuth.domain.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who says who is in a group. */
public enum GroupType {
  /** An operator. */
  INTERNAL,
  /** Logins: whoever proves a group of another system. */
  EXTERNAL;

  /** The type of that word. */
  public static Optional<GroupType> parse(String word) {
    return Stream.of(values()).filter(type -> type.wireName().equals(word)).findFirst();
  }

  /** As the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
