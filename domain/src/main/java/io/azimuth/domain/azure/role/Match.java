package io.azimuth.domain.azure.role;

import java.util.Arrays;
import java.util.Optional;

/** How the bindings to principals and to groups are combined. */
public enum Match {
  /** All bindings that are set must hold. */
  ALL("all"),
  /** One binding that is set must hold. */
  ANY("any");

  private final String wireName;

  Match(String word) {
    this.wireName = word;
  }

  /**
   * The value of that name in the API; empty text is the default. Empty when there is no such name.
   */
  public static Optional<Match> parse(String text) {
    return text.isEmpty()
        ? Optional.of(ALL)
        : Arrays.stream(values()).filter(match -> match.wireName.equals(text)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }
}
