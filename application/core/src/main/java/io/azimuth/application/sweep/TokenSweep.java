package io.azimuth.application.sweep;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.TokenRecords.Stored;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.CommitOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Removes the records of tokens that are over: expired, used up, revoked with their prefix, of a
 * mount that is gone, or with an ancestor that is gone. What stays of a token that released its
 * children goes when it has been kept long enough and no token names it any more.
 */
@Singleton
final class TokenSweep {

  private final Store store;
  private final TokenScan pages;
  private final Clock clock;

  @Inject
  TokenSweep(Store store, TokenScan pages, Clock clock) {
    this.store = store;
    this.pages = pages;
    this.clock = clock;
  }

  /** Goes through all tokens once, page by page; how many were removed. Blocks. */
  public long run() {
    Set<TokenHash> released = new HashSet<>();
    long[] removed = {0};
    pages.forEach(
        page -> {
          long begun = System.nanoTime();
          removed[0] += sweep(page);
          page.stream()
              .filter(one -> one.token().isReleased() && one.token().isExpired(clock.instant()))
              .forEach(one -> released.add(one.hash()));
          LockSupport.parkNanos(System.nanoTime() - begun); // half of the time is everybody else's
        });
    return removed[0] + (released.isEmpty() ? 0 : sweepReleased(released));
  }

  private long sweep(List<Stored> page) {
    UnitOfWork work = store.begin();
    long removed = 0;
    for (Stored stored : page) {
      if (!stored.token().isReleased()
          && pages.isDead(work, stored.hash(), stored.token())
          && isStillDead(work, stored.hash())) {
        work.tokens().remove(stored.hash());
        removed++;
      }
    }
    return commit(work) ? removed : 0;
  }

  // Read again in the unit of work that removes it: it may have been renewed since the page.
  private boolean isStillDead(UnitOfWork work, TokenHash hash) {
    return work.tokens().find(hash).filter(token -> pages.isDead(work, hash, token)).isPresent();
  }

  // Nothing new is ever made to name them, so a second look at all tokens is enough.
  private long sweepReleased(Set<TokenHash> released) {
    pages.forEach(page -> page.forEach(one -> one.token().ancestors().forEach(released::remove)));
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

  // A conflict leaves it for the next run.
  private boolean commit(UnitOfWork work) {
    return store.commit(work).toCompletableFuture().join() == CommitOutcome.COMMITTED;
  }
}
