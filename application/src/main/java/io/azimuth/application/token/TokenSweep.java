package io.azimuth.application.token;

import io.azimuth.application.mount.MountTable;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.TokenRecords.Stored;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Removes the records of tokens that are over: expired, of a mount that is gone, or with an
 * ancestor that is gone.
 */
@Singleton
public final class TokenSweep {

  private static final int PAGE = 200;

  private final Store store;
  private final MountTables mountTables;
  private final Clock clock;

  @Inject
  TokenSweep(Store store, MountTables mountTables, Clock clock) {
    this.store = store;
    this.mountTables = mountTables;
    this.clock = clock;
  }

  /** Goes through all tokens once, page by page; how many were removed. Blocks. */
  public long run() {
    long removed = 0;
    Optional<TokenHash> after = Optional.empty();
    while (true) {
      long begun = System.nanoTime();
      UnitOfWork work = store.begin();
      List<Stored> page = work.tokens().page(after, PAGE);
      if (page.isEmpty()) {
        return removed;
      }
      removed += sweep(page);
      after = Optional.of(page.get(page.size() - 1).hash());
      LockSupport.parkNanos(System.nanoTime() - begun); // half of the time is everybody else's
    }
  }

  private long sweep(List<Stored> page) {
    UnitOfWork work = store.begin();
    MountTable mounts = mountTables.of(work);
    Instant now = clock.instant();
    long removed = 0;
    for (Stored stored : page) {
      if (isOver(work, stored.token(), mounts, now)
          && isStillOver(work, stored.hash(), mounts, now)) {
        work.tokens().remove(stored.hash());
        removed++;
      }
    }
    // A conflict leaves the page for the next run.
    store.commit(work).toCompletableFuture().join();
    return removed;
  }

  // Read again in the unit of work that removes it: it may have been renewed since the page.
  private static boolean isStillOver(
      UnitOfWork work, TokenHash hash, MountTable mounts, Instant now) {
    return work.tokens().find(hash).filter(token -> isOver(work, token, mounts, now)).isPresent();
  }

  private static boolean isOver(UnitOfWork work, Token token, MountTable mounts, Instant now) {
    if (!TokenAuthority.isAlive(token, mounts, now)) {
      return true;
    }
    for (TokenHash ancestor : token.ancestors()) {
      Optional<Token> record = work.tokens().find(ancestor);
      if (record.filter(one -> TokenAuthority.isAlive(one, mounts, now)).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
