package io.azimuth.application.token;

import io.azimuth.application.port.engine.CommitOutcome;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.TokenRecords.TidyStep;
import io.azimuth.application.port.store.UnitOfWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Removes entries of the indexes that lead to no token: accessors and counts of uses. */
@Singleton
public final class IndexTidy {

  private static final int PAGE = 200;

  private final Store store;

  @Inject
  IndexTidy(Store store) {
    this.store = store;
  }

  /** Goes through the indexes once, page by page; how many entries were removed. Blocks. */
  public long run() {
    long removed = 0;
    Optional<String> after = Optional.empty();
    do {
      UnitOfWork work = store.begin();
      TidyStep step = work.tokens().tidy(after, PAGE);
      // A conflict leaves the page for another run.
      if (store.commit(work).toCompletableFuture().join() == CommitOutcome.COMMITTED) {
        removed += step.removed();
      }
      after = step.end();
    } while (after.isPresent());
    return removed;
  }
}
