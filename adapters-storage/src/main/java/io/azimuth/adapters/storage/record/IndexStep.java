package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.engine.Entry;
import io.azimuth.application.port.engine.Key;
import io.azimuth.application.port.store.TokenRecords.TidyStep;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/** A step through the indexes of tokens: accessors, then counts of uses. */
final class IndexStep {

  private final Records records;

  IndexStep(Records records) {
    this.records = records;
  }

  /** Stages the removal of what leads to no token; where the next step begins. */
  TidyStep from(Optional<String> after, int limit) {
    Optional<Key> behind = after.map(Key::of);
    boolean atUses = behind.filter(key -> key.startsWith(Keys.USES)).isPresent();
    Key index = atUses ? Keys.USES : Keys.ACCESSORS;
    List<Entry> page = records.reads().page(index, behind, limit);
    int removed = 0;
    for (Entry entry : page) {
      if (leadsNowhere(entry)) {
        records.remove(entry.key());
        removed++;
      }
    }
    return new TidyStep(next(index, page, limit), removed);
  }

  private static Optional<String> next(Key index, List<Entry> page, int limit) {
    if (page.size() == limit) {
      return Optional.of(page.get(page.size() - 1).key().text());
    }
    return index.equals(Keys.ACCESSORS) ? Optional.of(Keys.USES.text()) : Optional.empty();
  }

  // The token is read by its key, so that it is still absent when the removal is committed.
  private boolean leadsNowhere(Entry entry) {
    if (entry.key().startsWith(Keys.USES)) {
      return TokenHash.parse(Keys.behind(Keys.USES, entry.key()))
          .flatMap(this::token)
          .filter(token -> token.rights().numUses() > 0)
          .isEmpty();
    }
    String accessor = Keys.behind(Keys.ACCESSORS, entry.key());
    return token(records.read(entry, TokenHashCodec.INSTANCE))
        .flatMap(Token::accessor)
        .map(records.cipher()::hash)
        .filter(accessor::equals)
        .isEmpty();
  }

  private Optional<Token> token(TokenHash hash) {
    return records.find(Keys.token(hash), TokenCodec.INSTANCE);
  }
}
