package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.engine.Entry;
import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/** Tokens at {@code token/<hash>}, how many uses are left at {@code uses/<hash>}. */
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
    records.remove(Keys.uses(hash));
    records.remove(Keys.wrapped(hash));
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
  public TidyStep tidy(Optional<TokenHash> after, int limit) {
    List<Entry> page = records.reads().page(Keys.USES, after.map(Keys::uses), limit);
    int removed = 0;
    Optional<TokenHash> last = Optional.empty();
    for (Entry entry : page) {
      TokenHash hash = new TokenHash(Keys.behind(Keys.USES, entry.key()));
      last = Optional.of(hash);
      // Read by its key, so that it is still absent when the removal is committed.
      if (find(hash).filter(token -> token.rights().numUses() > 0).isEmpty()) {
        records.remove(entry.key());
        removed++;
      }
    }
    return new TidyStep(page.size() == limit ? last : Optional.empty(), removed);
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
