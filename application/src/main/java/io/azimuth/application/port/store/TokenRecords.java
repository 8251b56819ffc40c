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

  /** Stages the removal of a token, of its accessor and of the count of its uses. */
  void remove(TokenHash hash, Token token);

  /** How many uses are left of a token whose uses are counted; empty of any other. */
  Optional<Integer> usesLeft(TokenHash hash);

  /** Stages how many uses are left of a token, 0 or more. */
  void putUsesLeft(TokenHash hash, int left);

  /**
   * Looks at some entries of the indexes, accessors first and then counts of uses, and stages the
   * removal of those that lead to no token.
   *
   * @param after where the step before ended; empty to begin
   */
  TidyStep tidy(Optional<String> after, int limit);

  /**
   * A step through the indexes.
   *
   * @param end where the next step begins; empty when there is nothing behind it
   * @param removed how many removals were staged
   */
  record TidyStep(Optional<String> end, int removed) {}

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
