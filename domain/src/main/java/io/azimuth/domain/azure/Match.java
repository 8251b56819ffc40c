package io.azimuth.domain.azure;

import java.util.Arrays;
import java.util.Optional;

/** How the bindings to principals and to groups go together. */
public enum Match {
  /** Each that is set must hold. */
  ALL("all"),
  /** One that is set must hold. */
  ANY("any");

  private final String word;

  Match(String word) {
    this.word = word;
  }

  /** The word for it in the API; empty text is the default. Empty when there is no such word. */
  public static Optional<Match> parse(String text) {
    return text.isEmpty()
        ? Optional.of(ALL)
        : Arrays.stream(values()).filter(match -> match.word.equals(text)).findFirst();
  }

  /** The word for it in the API. */
  public String word() {
    return word;
  }
}
