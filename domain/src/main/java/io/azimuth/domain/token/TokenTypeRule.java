package io.azimuth.domain.token;

import java.util.Arrays;
import java.util.Optional;

/** Which type of token a mount or a token role gives (spec 3.8, 3.11). */
public enum TokenTypeRule {
  /** Service tokens whatever is asked for. */
  SERVICE("service"),
  /** Batch tokens whatever is asked for. */
  BATCH("batch"),
  /** Service tokens unless batch tokens are asked for. */
  DEFAULT_SERVICE("default-service"),
  /** Batch tokens unless service tokens are asked for. */
  DEFAULT_BATCH("default-batch");

  private final String wireName;

  TokenTypeRule(String word) {
    this.wireName = word;
  }

  /**
   * The rule of that word; empty text and {@code default} are default-service. Empty when there is
   * no such word.
   */
  public static Optional<TokenTypeRule> parse(String text) {
    return text.isEmpty() || text.equals("default")
        ? Optional.of(DEFAULT_SERVICE)
        : Arrays.stream(values()).filter(rule -> rule.wireName.equals(text)).findFirst();
  }

  /** The word for it in the API. */
  public String wireName() {
    return wireName;
  }

  /** The type of a token for which this type was asked for, if any was. */
  public TokenType choose(Optional<TokenType> asked) {
    return switch (this) {
      case SERVICE -> TokenType.SERVICE;
      case BATCH -> TokenType.BATCH;
      case DEFAULT_SERVICE -> asked.orElse(TokenType.SERVICE);
      case DEFAULT_BATCH -> asked.orElse(TokenType.BATCH);
    };
  }
}
