package io.azimuth.application.sweep;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.TokenRecords.Stored;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.CommitOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Removes the records of dead tokens: expired, used up, revoked with their prefix, of a removed
 * mount, or with a removed ancestor. The remaining record of a token that released its children is
 * removed when its time has passed and no token names it as an ancestor any more.
 */
@Singleton
final class TokenSweep {

  /** Spent tokens that one sweep remembers. Others wait for a later one. */
  private static final int MOST_WAITING = 10_000;

  private final Store store;
  private final TokenScan pages;
  private final Clock clock;
  private volatile Map<TokenHash, Instant> spent = Map.of(); // and when the sweep saw it first

  @Inject
  TokenSweep(Store store, TokenScan pages, Clock clock) {
    this.store = store;
    this.pages = pages;
    this.clock = clock;
  }

  /** Goes through all tokens once, page by page, and returns how many were removed. Blocks. */
  public long run() {
    Set<TokenHash> released = new HashSet<>();
    Map<TokenHash, Instant> waiting = new HashMap<>();
    long[] removed = {0};
    forEachPage(
        page -> {
          removed[0] += sweep(page, waiting);
          page.stream()
              .filter(one -> one.token().isReleased() && one.token().isExpired(over()))
              .forEach(one -> released.add(one.hash()));
        });
    spent = Map.copyOf(waiting);
    return removed[0] + (released.isEmpty() ? 0 : sweepReleased(released));
  }

  private void forEachPage(Consumer<List<Stored>> visitor) {
    WorkPauses pauses = WorkPauses.begin();
    pages.forEach(
        page -> {
          visitor.accept(page);
          pauses.take();
        });
  }

  private long sweep(List<Stored> page, Map<TokenHash, Instant> waiting) {
    UnitOfWork work = store.begin();
    long removed = 0;
    for (Stored stored : page) {
      if (!stored.token().isReleased()
          && pages.wasDead(work, stored.hash(), stored.token(), over())
          && !isPerhapsInUse(work, stored, waiting)
          && isStillDead(work, stored.hash())) {
        work.tokens().remove(stored.hash());
        removed++;
      }
    }
    return commit(work) ? removed : 0;
  }

  // What has expired by then is expired by the clock of every server.
  private Instant over() {
    return clock.instant().minus(ClockSkew.ALLOWED);
  }

  // The request that took the last use, of whichever server, reads the token once more.
  private boolean isPerhapsInUse(UnitOfWork work, Stored stored, Map<TokenHash, Instant> waiting) {
    if (!pages.isSpent(work, stored.hash(), stored.token())) {
      return false;
    }
    Instant now = clock.instant();
    Instant since = spent.getOrDefault(stored.hash(), now);
    boolean inUse = now.isBefore(since.plus(TokenScan.LONGEST_REQUEST));
    if (inUse && waiting.size() < MOST_WAITING) {
      waiting.put(stored.hash(), since);
    }
    return inUse;
  }

  // Read again in the unit of work that removes it: it may have been renewed since the page was
  // read.
  private boolean isStillDead(UnitOfWork work, TokenHash hash) {
    return work.tokens()
        .find(hash)
        .filter(token -> pages.wasDead(work, hash, token, over()))
        .isPresent();
  }

  // No new token can name them as ancestors, so a second pass over all tokens is enough.
  private long sweepReleased(Set<TokenHash> released) {
    forEachPage(
        page -> page.forEach(one -> one.token().line().forEach(it -> released.remove(it.hash()))));
    long removed = 0;
    for (TokenHash hash : released) {
      UnitOfWork work = store.begin();
      work.tokens()
          .find(hash)
          .filter(Token::isReleased)
          .ifPresent(token -> work.tokens().remove(hash));
      removed += commit(work) ? 1 : 0;
    }
    return removed;
  }

  // After a conflict the next run removes them.
  private boolean commit(UnitOfWork work) {
    return store.commit(work).toCompletableFuture().join() == CommitOutcome.COMMITTED;
  }
}
