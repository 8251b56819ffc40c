package io.azimuth.domain.token;

import java.util.Arrays;
import java.util.Optional;

/** Which type of token a mount or a token role issues. */
public enum TokenTypeRule {
  /** Service tokens, even when the request asks for batch tokens. */
  SERVICE("service"),
  /** Batch tokens, even when the request asks for service tokens. */
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
   * The rule of that name in the API; empty text and {@code default} mean default-service. Empty
   * when there is no such name.
   */
  public static Optional<TokenTypeRule> parse(String text) {
    return text.isEmpty() || text.equals("default")
        ? Optional.of(DEFAULT_SERVICE)
        : Arrays.stream(values()).filter(rule -> rule.wireName.equals(text)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }

  /** The type of token to issue, given the type that the request asks for, if any. */
  public TokenType choose(Optional<TokenType> asked) {
    return switch (this) {
      case SERVICE -> TokenType.SERVICE;
      case BATCH -> TokenType.BATCH;
      case DEFAULT_SERVICE -> asked.orElse(TokenType.SERVICE);
      case DEFAULT_BATCH -> asked.orElse(TokenType.BATCH);
    };
  }
}
