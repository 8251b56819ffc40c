package io.azimuth.domain.azure.role;

import java.util.Arrays;
import java.util.Optional;

/** How the bindings to principals and to groups go together. */
public enum Match {
  /** Each that is set must hold. */
  ALL("all"),
  /** One that is set must hold. */
  ANY("any");

  private final String wireName;

  Match(String word) {
    this.wireName = word;
  }

  /** The word for it in the API; empty text is the default. Empty when there is no such word. */
  public static Optional<Match> parse(String text) {
    return text.isEmpty()
        ? Optional.of(ALL)
        : Arrays.stream(values()).filter(match -> match.wireName.equals(text)).findFirst();
  }

  /** The word for it in the API. */
  public String wireName() {
    return wireName;
  }
}
