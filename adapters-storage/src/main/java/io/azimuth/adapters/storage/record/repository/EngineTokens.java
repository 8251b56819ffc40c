package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.TokenCodec;
import io.azimuth.adapters.storage.record.codec.UsesCodec;
import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.Entry;
import java.util.List;
import java.util.Optional;

/** Tokens at {@code token/<hash>}; their remaining uses at {@code uses/<hash>}. */
public final class EngineTokens implements TokenRecords {

  private final Records records;

  /** Over the records of one unit of work. */
  public EngineTokens(Records records) {
    this.records = records;
  }

  @Override
  public Optional<Token> find(TokenHash hash) {
    return records.readCached(RecordKeys.token(hash), TokenCodec.INSTANCE);
  }

  @Override
  public void put(TokenHash hash, Token token) {
    records.put(RecordKeys.token(hash), TokenCodec.INSTANCE, token);
  }

  @Override
  public void remove(TokenHash hash) {
    records.remove(RecordKeys.token(hash));
    records.remove(RecordKeys.uses(hash));
    records.remove(RecordKeys.wrapped(hash));
  }

  @Override
  public Optional<Integer> usesLeft(TokenHash hash) {
    return records.find(RecordKeys.uses(hash), UsesCodec.INSTANCE);
  }

  @Override
  public void putUsesLeft(TokenHash hash, int left) {
    records.put(RecordKeys.uses(hash), UsesCodec.INSTANCE, left);
  }

  @Override
  public TidyStep tidy(Optional<TokenHash> after, int limit) {
    List<Entry> page = records.reads().page(RecordKeys.USES, after.map(RecordKeys::uses), limit);
    int removed = 0;
    Optional<TokenHash> last = Optional.empty();
    for (Entry entry : page) {
      TokenHash hash = new TokenHash(RecordKeys.suffix(RecordKeys.USES, entry.key()));
      last = Optional.of(hash);
      // A read by key is a precondition: the token is then still absent when the removal is
      // committed.
      if (find(hash).filter(token -> token.rights().numUses() > 0).isEmpty()) {
        records.remove(entry.key());
        removed++;
      }
    }
    return new TidyStep(page.size() == limit ? last : Optional.empty(), removed);
  }

  @Override
  public List<Stored> page(Optional<TokenHash> after, int limit) {
    return records.reads().page(RecordKeys.TOKENS, after.map(RecordKeys::token), limit).stream()
        .map(
            entry ->
                new Stored(
                    new TokenHash(RecordKeys.suffix(RecordKeys.TOKENS, entry.key())),
                    records.read(entry, TokenCodec.INSTANCE)))
        .toList();
  }
}
