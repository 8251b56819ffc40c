package io.azimuth.domain.token.role;

import java.util.Arrays;
import java.util.Optional;

/** The type of token that a role asks for. */
public enum TokenTypeSetting {
  /** The mount decides. */
  DEFAULT("default"),
  /** Service tokens. */
  SERVICE("service"),
  /** Batch tokens. */
  BATCH("batch");

  private final String wireName;

  TokenTypeSetting(String word) {
    this.wireName = word;
  }

  /**
   * The type of that name in the API; empty text is the default. Empty when there is no such name.
   */
  public static Optional<TokenTypeSetting> parse(String text) {
    return text.isEmpty()
        ? Optional.of(DEFAULT)
        : Arrays.stream(values()).filter(type -> type.wireName.equals(text)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }
}
