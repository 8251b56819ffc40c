package io.azimuth.application.port.store;

import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/** Tokens by their keyed hash. */
public interface TokenRecords {

  /** The token of that hash. */
  Optional<Token> find(TokenHash hash);

  /** Stages a token, new or changed. */
  void put(TokenHash hash, Token token);

  /** Stages the removal of a token, of its use count and of the wrapped answer that it opens. */
  void remove(TokenHash hash);

  /** How many uses are left of a token whose uses are counted; empty for any other. */
  Optional<Integer> usesLeft(TokenHash hash);

  /** Stages how many uses are left of a token, 0 or more. */
  void putUsesLeft(TokenHash hash, int left);

  /**
   * Looks at some counts of uses and stages the removal of those that belong to no token, or to one
   * whose uses are not counted. That it still is so becomes a precondition.
   *
   * @param after where the step before ended; empty to begin
   * @param limit how many counts to look at, at most
   */
  TidyStep tidy(Optional<TokenHash> after, int limit);

  /**
   * One step through the use counts.
   *
   * @param end where the next step begins; empty when there are no more
   * @param removed how many removals were staged
   */
  record TidyStep(Optional<TokenHash> end, int removed) {}

  /** At most {@code limit} tokens after the given one, in order of their hash. */
  List<Stored> page(Optional<TokenHash> after, int limit);

  /**
   * A token with its key in the store.
   *
   * @param hash of the token
   * @param token its record
   */
  record Stored(TokenHash hash, Token token) {}
}
