package io.azimuth.application.token;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.TokenRecords.Stored;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through all stored tokens, however many there are. */
@Singleton
public final class TokenScan {

  private static final int PAGE = 200;

  private final Store store;
  private final TokenAuthority authority;
  private final Clock clock;

  @Inject
  TokenScan(Store store, TokenAuthority authority, Clock clock) {
    this.store = store;
    this.authority = authority;
    this.clock = clock;
  }

  /** All that is stored, dead or alive, page by page, none of them empty. */
  public void forEach(Consumer<List<Stored>> visitor) {
    Optional<TokenHash> after = Optional.empty();
    while (true) {
      List<Stored> page = store.begin().tokens().page(after, PAGE);
      if (page.isEmpty()) {
        return;
      }
      visitor.accept(page);
      after = Optional.of(page.get(page.size() - 1).hash());
    }
  }

  /** All tokens that are alive, each as of the moment when it is its turn. */
  public void forEachAlive(Consumer<Stored> visitor) {
    forEach(
        page -> {
          UnitOfWork work = store.begin();
          page.stream().filter(one -> !isDead(work, one.hash(), one.token())).forEach(visitor);
        });
  }

  /** Whether nobody can use it any more: it, or one that it descends from, is not alive. */
  public boolean isDead(UnitOfWork work, TokenHash hash, Token token) {
    TokenValidity validity = authority.at(work, clock.instant());
    if (!validity.isAlive(token)) {
      return true;
    }
    if (token.rights().numUses() > 0 && work.tokens().usesLeft(hash).orElse(0) == 0) {
      return true;
    }
    for (TokenHash ancestor : token.ancestors()) {
      Optional<Token> there = work.tokens().find(ancestor);
      if (there.filter(Token::isReleased).isPresent()) {
        return false;
      }
      if (there.filter(one -> validity.isLivingAncestor(one, token)).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
