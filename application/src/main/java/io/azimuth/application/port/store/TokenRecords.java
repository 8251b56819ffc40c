package io.azimuth.application.port.store;

import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/** Tokens under their keyed hash, and the way to them from their accessor. */
public interface TokenRecords {

  /** The token of that hash. */
  Optional<Token> find(TokenHash hash);

  /** The hash of the token that has this accessor. */
  Optional<TokenHash> byAccessor(Accessor accessor);

  /** Stages a token, new or changed; its accessor leads to it from then on. */
  void put(TokenHash hash, Token token);

  /** Stages the removal of a token and of its accessor. */
  void remove(TokenHash hash, Token token);

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
