package io.azimuth.domain.lease;

import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenType;
import java.util.Objects;
import java.util.Optional;

/**
 * The token that asked for a lease, and with which the lease ends.
 *
 * @param hash of the token
 * @param batch the content of a batch token, which is stored nowhere else
 */
public record LeaseHolder(TokenHash hash, Optional<Token> batch) {

  public LeaseHolder {
    Objects.requireNonNull(hash, "hash");
    if (batch.filter(token -> token.type() != TokenType.BATCH).isPresent()) {
      throw new IllegalArgumentException("other tokens than batch tokens are stored");
    }
  }

  /** The holder of this token. */
  public static LeaseHolder of(TokenHash hash, Token token) {
    return new LeaseHolder(hash, Optional.of(token).filter(it -> it.type() == TokenType.BATCH));
  }
}
