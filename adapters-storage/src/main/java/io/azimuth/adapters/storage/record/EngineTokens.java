package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/** Tokens at {@code token/<hash>}. */
final class EngineTokens implements TokenRecords {

  private final Records records;

  EngineTokens(Records records) {
    this.records = records;
  }

  @Override
  public Optional<Token> find(TokenHash hash) {
    return records.recall(Keys.token(hash), TokenCodec.INSTANCE);
  }

  @Override
  public void put(TokenHash hash, Token token) {
    records.put(Keys.token(hash), TokenCodec.INSTANCE, token);
  }

  @Override
  public void remove(TokenHash hash) {
    records.remove(Keys.token(hash));
  }

  @Override
  public List<Stored> page(Optional<TokenHash> after, int limit) {
    return records.reads().page(Keys.TOKENS, after.map(Keys::token), limit).stream()
        .map(
            entry ->
                new Stored(
                    new TokenHash(Keys.behind(Keys.TOKENS, entry.key())),
                    records.read(entry, TokenCodec.INSTANCE)))
        .toList();
  }
}
