package io.azimuth.application.token;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.TokenRecords.Stored;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.token.Ancestor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through all stored tokens, page by page. */
@Singleton
public final class TokenScan {

  /** How long a request may go on after it has counted the last use of its token. */
  public static final Duration LONGEST_REQUEST = Duration.ofSeconds(15);

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

  /** Passes all stored tokens to the visitor, valid or not, in pages that are never empty. */
  public void forEach(Consumer<List<Stored>> visitor) {
    Optional<TokenHash> last = page(Optional.empty(), visitor);
    while (last.isPresent()) {
      last = page(last, visitor);
    }
  }

  /** Passes all valid tokens to the visitor; each is checked when its page is read. */
  public void forEachAlive(Consumer<Stored> visitor) {
    forEach(page -> visitAlive(page, visitor));
  }

  /**
   * Passes the valid tokens of one page to the visitor.
   *
   * @param after the last token of the page before; empty for the first page
   * @return the last token of this page; empty when there are no more pages
   */
  public Optional<TokenHash> alivePage(Optional<TokenHash> after, Consumer<Stored> visitor) {
    return page(after, page -> visitAlive(page, visitor));
  }

  private Optional<TokenHash> page(Optional<TokenHash> after, Consumer<List<Stored>> visitor) {
    List<Stored> page = store.begin().tokens().page(after, PAGE);
    if (page.isEmpty()) {
      return Optional.empty();
    }
    visitor.accept(page);
    return Optional.of(page.get(page.size() - 1).hash());
  }

  private void visitAlive(List<Stored> page, Consumer<Stored> visitor) {
    UnitOfWork work = store.begin();
    page.stream().filter(one -> !isDead(work, one.hash(), one.token())).forEach(visitor);
  }

  /** Whether it can never be used again: it, or an ancestor, is not valid. */
  public boolean isDead(UnitOfWork work, TokenHash hash, Token token) {
    return wasDead(work, hash, token, clock.instant());
  }

  /** Whether it is dead, and so by a clock that shows that time. */
  public boolean wasDead(UnitOfWork work, TokenHash hash, Token token, Instant at) {
    TokenValidity validity = authority.at(work, at);
    if (!validity.isAlive(token)) {
      return true;
    }
    if (isSpent(work, hash, token)) {
      return true;
    }
    for (Ancestor ancestor : token.line()) {
      Optional<Token> there = work.tokens().find(ancestor.hash());
      if (there.filter(Token::isReleased).isPresent()) {
        return false;
      }
      if (there.filter(one -> validity.isLivingAncestor(ancestor, one)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether its last use is counted. The request that counted it may still go on. */
  public boolean isSpent(UnitOfWork work, TokenHash hash, Token token) {
    return token.rights().numUses() > 0 && work.tokens().usesLeft(hash).orElse(0) == 0;
  }
}
