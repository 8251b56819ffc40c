package io.azimuth.domain.token.role;

import io.azimuth.domain.token.TokenType;
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

  /** The type that it asks for; empty where the mount decides. */
  public Optional<TokenType> asked() {
    return switch (this) {
      case DEFAULT -> Optional.empty();
      case SERVICE -> Optional.of(TokenType.SERVICE);
      case BATCH -> Optional.of(TokenType.BATCH);
    };
  }
}
