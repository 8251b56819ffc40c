package io.azimuth.application.port.store;

import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/** Tokens under their keyed hash. */
public interface TokenRecords {

  /** The token of that hash. */
  Optional<Token> find(TokenHash hash);

  /** Stages a token, new or changed. */
  void put(TokenHash hash, Token token);

  /** Stages the removal of a token. */
  void remove(TokenHash hash);

  /** At most {@code limit} tokens behind the given one, in order of their hash. */
  List<Stored> page(Optional<TokenHash> after, int limit);

  /**
   * A token and the hash that it is stored under.
   *
   * @param hash of the token
   * @param token its record
   */
  record Stored(TokenHash hash, Token token) {}
}
