package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/** Tokens at {@code token/<hash>}, what accessors lead to at {@code accessor/<keyed hash>}. */
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
  public Optional<TokenHash> byAccessor(Accessor accessor) {
    return records.find(Keys.accessor(records.cipher().hash(accessor)), TokenHashCodec.INSTANCE);
  }

  @Override
  public void put(TokenHash hash, Token token) {
    records.put(Keys.token(hash), TokenCodec.INSTANCE, token);
    token
        .accessor()
        .map(records.cipher()::hash)
        .ifPresent(accessor -> records.put(Keys.accessor(accessor), TokenHashCodec.INSTANCE, hash));
  }

  @Override
  public void remove(TokenHash hash, Token token) {
    records.remove(Keys.token(hash));
    token
        .accessor()
        .map(records.cipher()::hash)
        .ifPresent(accessor -> records.remove(Keys.accessor(accessor)));
    if (token.rights().numUses() > 0) {
      records.remove(Keys.uses(hash));
    }
  }

  @Override
  public Optional<Integer> usesLeft(TokenHash hash) {
    return records.find(Keys.uses(hash), UsesCodec.INSTANCE);
  }

  @Override
  public void putUsesLeft(TokenHash hash, int left) {
    records.put(Keys.uses(hash), UsesCodec.INSTANCE, left);
  }

  @Override
  public TidyStep tidy(Optional<String> after, int limit) {
    return new IndexStep(records).from(after, limit);
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
