package io.azimuth.testkit.store;

import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/** Tokens over what one unit of work read and staged. */
record FakeTokens(FakeRecords records) implements TokenRecords {

  @Override
  public Optional<Token> find(TokenHash hash) {
    return records.get("token/" + hash.hex(), Token.class);
  }

  @Override
  public void put(TokenHash hash, Token token) {
    records.put("token/" + hash.hex(), token);
  }

  @Override
  public void remove(TokenHash hash) {
    records.delete("token/" + hash.hex());
    records.delete(usesKey(hash));
    records.delete("wrapped/" + hash.hex());
  }

  static String usesKey(TokenHash hash) {
    return "uses/" + hash.hex();
  }

  @Override
  public Optional<Integer> usesLeft(TokenHash hash) {
    return records.get(usesKey(hash), Integer.class);
  }

  @Override
  public void putUsesLeft(TokenHash hash, int left) {
    records.put(usesKey(hash), left);
  }

  @Override
  public TidyStep tidy(Optional<TokenHash> after, int limit) {
    List<String> some = records.names("uses/", after.map(TokenHash::hex), limit);
    int removed = 0;
    for (String hex : some) {
      if (find(new TokenHash(hex)).filter(token -> token.rights().numUses() > 0).isEmpty()) {
        records.delete("uses/" + hex);
        removed++;
      }
    }
    return new TidyStep(
        some.size() == limit ? Optional.of(new TokenHash(some.get(limit - 1))) : Optional.empty(),
        removed);
  }

  @Override
  public List<Stored> page(Optional<TokenHash> after, int limit) {
    synchronized (records.store()) {
      return records.names("token/", after.map(TokenHash::hex), limit).stream()
          .map(hex -> new Stored(new TokenHash(hex), records.unseen("token/" + hex, Token.class)))
          .toList();
    }
  }
}
